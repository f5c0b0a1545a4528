/**
 * A streaming parser for the XML inside an .xlsx: bounded, with XML's predefined entities only, without document types.
 * Names are given without their prefix, since programs disagree on it.
 */
import { refuseSheet } from '../answer.ts'

export type XmlListener = {
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/** Longer than any cell Excel allows (32,767 characters, each at most six when escaped). */
const longestToken = 1_000_000

export async function readXml(chunks: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  const scan = xmlScanner(listener)
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encoding(chunk), { fatal: true })
    scan.write(decoded(decoder, chunk))
  }
  scan.end()
}

/** Linear time: neither a long name without `=` nor a row of quotes is scanned again from each position. */
const oneAttribute = /(?<![^\s"'/])([^\s=/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

export function attribute(attributes: string, name: string): string | undefined {
  oneAttribute.lastIndex = 0
  for (let found = oneAttribute.exec(attributes); found; found = oneAttribute.exec(attributes)) {
    const [, full = '', double, single] = found
    if (full === name || full.endsWith(`:${name}`)) return unescapeXml(double ?? single ?? '')
  }
  return undefined
}

function encoding(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function decoded(decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch {
    return refuseSheet('damaged')
  }
}

function xmlScanner({ open, close, text }: XmlListener) {
  let rest = ''
  let depth = 0

  function write(chunk: string): void {
    const xml = rest + chunk
    let at = 0
    while (at < xml.length) {
      const tag = xml.indexOf('<', at)
      if (tag < 0) break
      if (tag > at) text(unescapeXml(xml.slice(at, tag)))
      const after = markup(xml, tag)
      if (after < 0) {
        at = tag
        break
      }
      at = after
    }
    rest = xml.slice(at)
    if (rest.length > longestToken) refuseSheet('damaged')
  }

  /** The end of the markup at `tag`, or -1 if it is not complete yet. */
  function markup(xml: string, tag: number): number {
    const mark = xml[tag + 1]
    if (mark === '?') return past(xml, '?>', tag)
    if (mark === '!') return declaration(xml, tag)
    const end = tagEnd(xml, tag)
    if (end < 0) return -1
    if (mark === '/') leave(xml.slice(tag + 2, end))
    else enter(xml.slice(tag + 1, end))
    return end + 1
  }

  function declaration(xml: string, tag: number): number {
    if (xml.length < tag + 9) return -1
    if (xml.startsWith('<!--', tag)) return past(xml, '-->', tag)
    if (!xml.startsWith('<![CDATA[', tag)) refuseSheet('damaged')
    const after = past(xml, ']]>', tag)
    if (after > 0) text(xml.slice(tag + 9, after - 3))
    return after
  }

  function enter(tag: string): void {
    const empty = tag.endsWith('/')
    const space = tag.search(/[\s/]/)
    const name = localName(space < 0 ? tag : tag.slice(0, space))
    open(name, space < 0 ? '' : tag.slice(space, empty ? -1 : undefined))
    if (empty) close(name)
    else depth++
  }

  function leave(tag: string): void {
    depth--
    close(localName(tag.trimEnd()))
  }

  function end(): void {
    if (depth !== 0 || rest.trim() !== '') refuseSheet('damaged')
  }

  return { write, end }
}

function past(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from)
  return found < 0 ? -1 : found + mark.length
}

/** A `>` inside a quoted attribute does not end the tag. One pass: a hostile tag must not be scanned twice. */
function tagEnd(xml: string, tag: number): number {
  let quote = 0
  for (let at = tag + 1; at < xml.length; at++) {
    const code = xml.charCodeAt(at)
    if (quote !== 0) quote = code === quote ? 0 : quote
    else if (code === 0x22 || code === 0x27) quote = code
    else if (code === 0x3e) return at
  }
  return -1
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

const entities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities.get(name) ?? whole
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : ''
  })
}
