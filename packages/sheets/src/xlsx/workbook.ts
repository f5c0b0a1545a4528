/** The parts of an .xlsx that its worksheets refer to: the list of sheets, shared strings, formats and calendar. */
import { refuseSheet } from '../answer.ts'
import { clean } from '../values/cellReading.ts'
import { type Format, readStyles } from './styles.ts'
import { attribute, readXml } from './xml.ts'
import { openZip, partName, type Zip } from './zip.ts'

export type Workbook = {
  zip: Zip
  /** Visible worksheets, in the order of their tabs. */
  sheets: { name: string; part: string }[]
  words: string[]
  formats: Format[]
  /** Days are counted from 1904, as old Excel for Mac did. */
  from1904: boolean
}

/** Excel's limit for one cell; one more character is read, to detect longer text. */
export const longestText = 32_767

export async function openWorkbook(bytes: Uint8Array, unpackedBytes: number): Promise<Workbook> {
  const zip = openZip(bytes, unpackedBytes)
  const root = await relations(zip, '_rels/.rels', '')
  const main = [...root.values()].find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml'
  if (!zip.names.includes(main) || !main.endsWith('.xml'))
    refuseSheet(main.endsWith('.bin') ? 'old_excel' : 'not_excel')

  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const related = await relations(zip, `${folder}_rels/${main.slice(folder.length)}.rels`, folder)
  const { sheets, from1904 } = await tabs(zip, main)
  const part = (type: string) => [...related.values()].find((relation) => relation.type === type)?.part ?? ''
  const [words, styles] = [part('sharedStrings'), part('styles')]

  const worksheets = sheets.flatMap(({ id, name }) => {
    const target = related.get(id)
    return target?.type === 'worksheet' && zip.names.includes(target.part) ? [{ name, part: target.part }] : []
  })
  if (worksheets.length === 0) refuseSheet('not_excel')
  return {
    zip,
    sheets: worksheets,
    words: zip.names.includes(words) ? await readWords(zip.read(words)) : [],
    formats: zip.names.includes(styles) ? await readStyles(zip.read(styles)) : [],
    from1904,
  }
}

async function relations(zip: Zip, name: string, folder: string): Promise<Map<string, { type: string; part: string }>> {
  const found = new Map<string, { type: string; part: string }>()
  if (!zip.names.includes(partName(name))) return found
  await readXml(zip.read(partName(name)), {
    open: (tag, attributes) => {
      if (tag !== 'Relationship') return
      const type = attribute(attributes, 'Type') ?? ''
      const target = attribute(attributes, 'Target') ?? ''
      found.set(attribute(attributes, 'Id') ?? '', {
        type: type.slice(type.lastIndexOf('/') + 1),
        part: resolve(folder, target),
      })
    },
    close: () => undefined,
    text: () => undefined,
  })
  return found
}

function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? target : `${folder}${target}`
  return partName(new URL(path.replace(/^\/*/, '/'), 'zip://part').pathname)
}

async function tabs(zip: Zip, main: string) {
  const sheets: { id: string; name: string }[] = []
  let from1904 = false
  await readXml(zip.read(main), {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 ||= /^(?:1|true|on)$/i.test(attribute(attributes, 'date1904') ?? '')
      if (tag !== 'sheet' || /hidden/i.test(attribute(attributes, 'state') ?? '')) return
      sheets.push({ id: attribute(attributes, 'id') ?? '', name: attribute(attributes, 'name') ?? '' })
    },
    close: () => undefined,
    text: () => undefined,
  })
  return { sheets, from1904 }
}

/**
 * Rich text is joined; the phonetic guide above it (rPh) is not part of it. Cleaned here, once: a million cells may
 * share one long text, and must not each hold a copy.
 */
async function readWords(chunks: AsyncIterable<Uint8Array>): Promise<string[]> {
  const words: string[] = []
  let word = ''
  let inText = false
  let inGuide = false
  await readXml(chunks, {
    open: (name) => {
      if (name === 'si') word = ''
      if (name === 'rPh') inGuide = true
      if (name === 't') inText = true
    },
    close: (name) => {
      if (name === 'rPh') inGuide = false
      if (name === 't') inText = false
      if (name === 'si') words.push(clean(plainText(word)))
    },
    text: (text) => {
      if (inText && !inGuide && word.length <= longestText) word += text
    },
  })
  return words
}

/** Excel writes characters XML cannot carry as _x000D_, and such a text itself as _x005F_x000D_. */
export function plainText(text: string): string {
  const whole = text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
  return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole
}
