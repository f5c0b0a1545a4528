/** The parts of an .xlsx beside its worksheets. */
import { quoted } from './rules.ts'
import { DECLARATION } from './xml.ts'

const schemas = 'http://schemas.openxmlformats.org'
const office = `${schemas}/officeDocument/2006/relationships`
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const relationships = (lines: readonly string[]) =>
  `${DECLARATION}<Relationships xmlns="${schemas}/package/2006/relationships">${lines.join('')}</Relationships>`
const relationship = (id: number, kind: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${office}/${kind}" Target="${target}"/>`
const override = (part: string, kind: string) => `<Override PartName="/xl/${part}" ContentType="${types}.${kind}+xml"/>`

type Named = { name: string; headerRow: number }

export const bookParts = (sheets: readonly Named[]): { name: string; content: string[] }[] => [
  {
    name: '[Content_Types].xml',
    content: [
      `${DECLARATION}<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>`,
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      override('workbook.xml', 'sheet.main'),
      override('styles.xml', 'styles'),
      ...sheets.map((_, at) => override(`worksheets/sheet${at + 1}.xml`, 'worksheet')),
      '</Types>',
    ],
  },
  { name: '_rels/.rels', content: [relationships([relationship(1, 'officeDocument', 'xl/workbook.xml')])] },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content: [
      relationships([
        ...sheets.map((_, at) => relationship(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
        relationship(sheets.length + 1, 'styles', 'styles.xml'),
      ]),
    ],
  },
  {
    name: 'xl/workbook.xml',
    content: [
      `${DECLARATION}<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${office}"><workbookPr/>`,
      '<bookViews><workbookView/></bookViews><sheets>',
      ...sheets.map(({ name }, at) => `<sheet name="${quoted(name, 31)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`),
      // The header is on every printed page.
      '</sheets><definedNames>',
      ...sheets.map(
        ({ name, headerRow }, at) =>
          `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${quoted(name, 31)}'!$${headerRow}:$${headerRow}</definedName>`,
      ),
      '</definedNames><calcPr/></workbook>',
    ],
  },
]
