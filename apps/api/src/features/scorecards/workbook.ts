/** What the tables of a round have in common as workbooks. */
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { SheetColumn, Sheet } from '@bilin/sheets/sheet'
import { writeSheet } from '@bilin/sheets/write'
import { downloadSheet } from '../../rooms/files/download.ts'

type Rows = Parameters<typeof writeSheet>[1]

export async function workbook(
  locale: Locale,
  what: 'plan' | 'results',
  round: string,
  { columns, rows }: Pick<Sheet, 'columns'> & { rows: Rows },
) {
  const title = say(`scorecards.sheet.${what}`, {}, locale)
  const notes = [say(`scorecards.sheet.${what}_note`, {}, locale)]
  const bytes = await writeSheet({ title, columns }, rows, { title: `${round} ${title}`, notes })
  return downloadSheet(`${round} ${title}`, bytes)
}

export const columnsOf = (locale: Locale, texts: string[], days: string[]): SheetColumn[] => [
  ...texts.map((key): SheetColumn => ({ key, header: say(`scorecards.sheet.${key}`, {}, locale), kind: 'text' })),
  ...days.map((key): SheetColumn => ({ key, header: say(`scorecards.sheet.${key}`, {}, locale), kind: 'day' })),
]

export const numbersOf = (locale: Locale, keys: string[]): SheetColumn[] =>
  keys.map((key) => ({ key, header: say(`scorecards.sheet.${key}`, {}, locale), kind: 'decimal' }))
