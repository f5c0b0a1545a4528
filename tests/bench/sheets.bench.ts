/** How long workbooks and pasted tables take: a large valid one both ways, and two megabytes that are not a table. */
import { readPaste } from '@bilin/sheets/paste'
import { readSheet } from '@bilin/sheets/read'
import type { Sheet } from '@bilin/sheets/sheet'
import { writeSheet } from '@bilin/sheets/write'
import { print, timed } from './table.ts'

const kinds = ['text', 'whole', 'decimal', 'day'] as const
const sheet: Sheet = {
  title: '大表',
  columns: Array.from({ length: 12 }, (_, at) => ({
    key: `c${at}`,
    header: `第${at}列`,
    kind: kinds[at % 4] ?? 'text',
  })),
}
const values = [(at: number) => `第${at}行的内容`, (at: number) => at, (at: number) => at / 100, () => '2026-01-05']
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, row) =>
    Object.fromEntries(sheet.columns.map(({ key }, at) => [key, values[at % 4]!(row)])),
  )

const rows: string[][] = []
for (const count of [1_000, 10_000]) {
  const start = performance.now()
  const file = await writeSheet(sheet, rowsOf(count))
  const written = performance.now()
  await readSheet(file, sheet)
  const read = performance.now()
  rows.push([`${count} rows of 12`, (written - start).toFixed(0), (read - written).toFixed(0)])
}
print(['workbook', 'write, ms', 'read, ms'], rows)

const hostile = ['"', '""x', '\t', '"x\t', 'x']
print(
  ['pasted, repeated', '250,000 times, ms', '500,000 times'],
  hostile.map((piece) => [
    JSON.stringify(piece),
    ...[250_000, 500_000].map((times) => timed(() => readPaste(piece.repeat(times), sheet)).toFixed(0)),
  ]),
)
