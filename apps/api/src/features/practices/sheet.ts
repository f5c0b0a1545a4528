/** The practices found, as a workbook. */
import { dayOf, type Day } from '@bilin/domain/calendar'
import { formatEffect, ENOUGH, effectVerdict } from '@bilin/domain/practices/verdict'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { SheetColumn, Sheet } from '@bilin/sheets/sheet'
import { writeSheet } from '@bilin/sheets/write'
import { downloadSheet } from '../../rooms/files/download.ts'
import type { StandingEffect } from '../../effects.ts'
import type { Found } from './finding.ts'

export async function downloadPractices(
  practices: readonly Found[],
  effects: ReadonlyMap<string, readonly StandingEffect[]>,
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
    title: word('practices.ledger'),
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
  const saidOf = (effect: StandingEffect) =>
    `${effect.indicator} ${word(`practices.effect_${effectVerdict(effect)}`, { ...formatEffect(effect), enough: ENOUGH })}`
  const rows = practices.map(({ publishedAt, member, indicators, ...practice }) => ({
    ...practice,
    member: member ?? word('practices.left_member'),
    indicators: indicators.join('、'),
    published_on: dayOf(publishedAt),
    effect: (effects.get(practice.practiceId) ?? []).map(saidOf).join('\n'),
  }))
  const bytes = await writeSheet(sheet, rows.map(buildCells(sheet)), {
    title: word('practices.ledger'),
    notes: [word('practices.ledger_note', { day: today, count: rows.length })],
  })
  return downloadSheet(`${word('practices.ledger')} ${today}`, bytes)
}

const buildCells =
  ({ columns }: Sheet) =>
  (row: object): Record<string, string | number | null> =>
    Object.fromEntries(columns.map(({ key }) => [key, (row as Record<string, string | number | null>)[key] ?? null]))
