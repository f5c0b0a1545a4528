/** The practices found, as a workbook. */
import { toDay, type Day } from '@bilin/domain/calendar'
import { formatEffect, ENOUGH, effectVerdict } from '@bilin/domain/practices/verdict'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { SheetColumn, Sheet } from '@bilin/sheets/sheet'
import { makeSheet } from '../../thread/sheets.ts'
import { downloadSheet } from '../../rooms/files/download.ts'
import type { LatestEffect } from '../../effects.ts'
import type { Found } from './search.ts'

export async function downloadPractices(
  practices: readonly Found[],
  effects: ReadonlyMap<string, readonly LatestEffect[]>,
  today: Day,
  locale: Locale,
) {
  const word = (key: string, params = {}) => say(key, params, locale)
  const column = (key: string, kind: 'text' | 'whole' | 'day' = 'text'): SheetColumn => ({
    key,
    header: word(`practices.field.${key}`),
    kind,
  })
  const sheet: Sheet = {
    title: word('practices.sheet'),
    columns: [
      column('title'),
      column('member'),
      column('place'),
      column('indicators'),
      column('problem'),
      column('steps'),
      column('cost'),
      column('result'),
      column('version', 'whole'),
      column('published_on', 'day'),
      column('until', 'day'),
      column('purpose'),
      column('adopters', 'whole'),
      column('effect'),
    ],
  }
  const describeEffect = (effect: LatestEffect) =>
    `${effect.indicator} ${word(`practices.effect_${effectVerdict(effect)}`, { ...formatEffect(effect), enough: ENOUGH })}`
  const rows = practices.map(({ publishedAt, member, indicators, ...practice }) => ({
    ...practice,
    member: member ?? word('practices.left_member'),
    indicators: indicators.join('、'),
    published_on: toDay(publishedAt),
    effect: (effects.get(practice.practiceId) ?? []).map(describeEffect).join('\n'),
  }))
  const bytes = await makeSheet(sheet, rows.map(buildCells(sheet)), {
    title: word('practices.sheet'),
    notes: [word('practices.sheet_note', { day: today, count: rows.length })],
  })
  return downloadSheet(`${word('practices.sheet')} ${today}`, bytes)
}

const buildCells =
  ({ columns }: Sheet) =>
  (row: object): Record<string, string | number | null> =>
    Object.fromEntries(columns.map(({ key }) => [key, (row as Record<string, string | number | null>)[key] ?? null]))
