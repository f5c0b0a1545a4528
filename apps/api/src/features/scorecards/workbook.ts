/** Columns and words shared by the workbooks of a round. */
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { SheetColumn, Sheet } from '@bilin/sheets/sheet'
import { makeSheet } from '../../thread/sheets.ts'
import { downloadSheet } from '../../rooms/files/download.ts'

type Rows = Parameters<typeof makeSheet>[1]

export async function workbook(
  locale: Locale,
  what: 'plan' | 'results',
  { title: round, source }: { title: string; source: string },
  { columns, rows, notes = [] }: Pick<Sheet, 'columns'> & { rows: Rows; notes?: string[] },
) {
  const title = say(`scorecards.sheet.${what}`, {}, locale)
  const bytes = await makeSheet({ title, columns }, rows, {
    title: `${round} ${title}`,
    notes: [source, say(`scorecards.sheet.${what}_note`, {}, locale), ...notes],
  })
  return downloadSheet(`${round} ${title}`, bytes)
}

export const textColumns = (locale: Locale, texts: string[], days: string[]): SheetColumn[] => [
  ...texts.map((key): SheetColumn => ({ key, header: say(`scorecards.sheet.${key}`, {}, locale), kind: 'text' })),
  ...days.map((key): SheetColumn => ({ key, header: say(`scorecards.sheet.${key}`, {}, locale), kind: 'day' })),
]

export const numberColumns = (locale: Locale, keys: string[]): SheetColumn[] =>
  keys.map((key) => ({ key, header: say(`scorecards.sheet.${key}`, {}, locale), kind: 'decimal' }))

/** In the reader's language; a result has them in Chinese. */
export const nameVetoes = (vetoes: readonly { zh: string; en: string }[], vetoed: readonly string[], locale: Locale) =>
  vetoed
    .map((zh) => (locale === 'en' && vetoes.find((veto) => veto.zh === zh)?.en) || zh)
    .join(say('scorecards.and', {}, locale))
