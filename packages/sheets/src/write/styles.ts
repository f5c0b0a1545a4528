/** The looks of cells, each by its place in styles.xml. */
import type { ColumnKind } from '../sheet.ts'
import { DECLARATION } from './xml.ts'

type Style = { format?: number; font: number; fill?: number; border?: number; align?: string }

const ink = 'FF1F2937'
const quiet = 'FF5B6472'
const tint = 'FFE5EEF5'
const line = 'FFC5D3DE'

const formats = { text: 100, whole: 101, decimal: 102, day: 103 }
const top = 'vertical="top"'

const looks = {
  usual: { font: 0 },
  title: { format: formats.text, font: 1 },
  note: { format: formats.text, font: 2 },
  header: {
    ...{ format: formats.text, font: 3, fill: 2, border: 1 },
    align: 'horizontal="center" vertical="center" wrapText="1"',
  },
  text: { format: formats.text, font: 0, align: `${top} wrapText="1"` },
  whole: { format: formats.whole, font: 0, align: top },
  decimal: { format: formats.decimal, font: 0, align: top },
  day: { format: formats.day, font: 0, align: `horizontal="center" ${top}` },
} satisfies Record<string, Style>

export type Look = keyof typeof looks

const places = Object.keys(looks)

export const findPlace = (look: Look): number => places.indexOf(look)

export const chooseLook = (kind: ColumnKind): Look => (kind === 'choice' ? 'text' : kind)

const font = (size: number, color: string, bold = '') =>
  `<font><name val="Calibri"/><sz val="${size}"/><family val="2"/>${bold}<color ${color}/></font>`

const side = (name: string) => `<${name} style="thin"><color rgb="${line}"/></${name}>`

function toXml({ format, font: letters, fill, border, align }: Style): string {
  const uses = [
    format === undefined ? '' : ` numFmtId="${format}" applyNumberFormat="1"`,
    ` fontId="${letters}" applyFont="1"`,
    fill === undefined ? '' : ` fillId="${fill}" applyFill="1"`,
    border === undefined ? '' : ` borderId="${border}" applyBorder="1"`,
    align === undefined ? '' : ' applyAlignment="1"',
  ]
  return `<xf${uses.join('')}>${align === undefined ? '' : `<alignment ${align}/>`}</xf>`
}

const none = '<left/><right/><top/><bottom/><diagonal/>'
const thin = `${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/>`

export const stylesXml = [
  `${DECLARATION}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
  '<numFmts count="4"><numFmt numFmtId="100" formatCode="@"/><numFmt numFmtId="101" formatCode="0"/>',
  '<numFmt numFmtId="102" formatCode="General"/><numFmt numFmtId="103" formatCode="yyyy-mm-dd"/></numFmts>',
  `<fonts count="4">${font(11, 'theme="1"')}${font(14, 'theme="1"', '<b/>')}`,
  `${font(11, `rgb="${quiet}"`)}${font(11, `rgb="${ink}"`, '<b/>')}</fonts>`,
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  `<fill><patternFill patternType="solid"><fgColor rgb="${tint}"/><bgColor indexed="64"/></patternFill></fill></fills>`,
  `<borders count="2"><border>${none}</border><border>${thin}</border></borders>`,
  `<cellXfs count="${places.length}">${Object.values(looks).map(toXml).join('')}</cellXfs></styleSheet>`,
].join('')
