/** The values of a round as a sheet: one row for each sourced indicator of each estate. */
import { day, line, paragraph } from '@bilin/domain/fields'
import { Refusal } from '@bilin/domain/refusal'
import { marks } from '@bilin/domain/scorecards/rubrics/mark'
import type { Indicator } from '@bilin/domain/scorecards/rubrics/rubric'
import { parseValue, type ParsedValue } from '@bilin/domain/scorecards/values/parseValue'
import { MAX_REASON, MAX_SOURCE, TypedValue } from '@bilin/domain/scorecards/values/value'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadRow } from '@bilin/sheets/read'
import type { Sheet, SheetColumn } from '@bilin/sheets/sheet'
import { createMarkChoices } from '../rubrics/markChoices.ts'
import type { StoredValue } from './queries.ts'

type Estate = { estateId: string; name: string; companyId: string; communityId: string; communityName: string }
export type ValueRow = {
  estate: Estate
  indicator: Indicator
  value:
    (ParsedValue & { origin: 'entered'; source: string; asOf: string }) | { origin: 'not_applicable'; reason: string }
}

const both = ['zh-CN', 'en'] as const

export function createValueSheet(locale: Locale): Sheet {
  const column = (key: string, more: Omit<SheetColumn, 'key' | 'header'>): SheetColumn => ({
    key,
    header: say(`scorecards.values.sheet.${key}`, {}, locale),
    aliases: both.map((other) => say(`scorecards.values.sheet.${key}`, {}, other)),
    ...more,
  })
  return {
    title: say('scorecards.values.sheet.title', {}, locale),
    columns: [
      column('estate', { kind: 'text', required: true, width: 20 }),
      column('code', { kind: 'text', required: true, width: 8 }),
      column('indicator', { kind: 'text', width: 30 }),
      column('numerator', { kind: 'decimal', width: 10 }),
      column('denominator', { kind: 'decimal', width: 10 }),
      column('counted', { kind: 'decimal', width: 10 }),
      column('mark', {
        kind: 'choice',
        choices: createMarkChoices(marks.map(String), locale),
        width: 10,
      }),
      column('source', { kind: 'text', width: 30 }),
      column('as_of', { kind: 'day', width: 14 }),
      column('reason', { kind: 'text', width: 30 }),
    ],
  }
}

/** The estates by their names in the sheet: with the community where several have the same name. */
export function nameEstates<One extends Estate>(estates: readonly One[]): Map<string, One> {
  const named = Map.groupBy(estates, ({ name }) => name)
  const toName = ({ name, communityName }: One) =>
    named.get(name)!.length === 1 ? name : `${name}（${communityName}）`
  return new Map(estates.map((estate) => [toName(estate), estate]))
}

export const toValueRows = (
  estates: readonly Estate[],
  indicators: readonly Indicator[],
  values: readonly StoredValue[],
  locale: Locale,
) =>
  [...nameEstates(estates)].flatMap(([name, { estateId }]) =>
    indicators.map(({ code, zh, en, scale }) => {
      const known = values.find((value) => value.estateId === estateId && value.indicator === code)
      return {
        estate: name,
        code,
        indicator: locale === 'en' && en ? en : zh,
        numerator: known?.numerator,
        denominator: known?.denominator,
        counted: scale?.kind === 'percent' ? null : known?.counted,
        mark: scale || known?.mark == null ? '' : String(known.mark),
        source: known?.source,
        as_of: known?.asOf,
        reason: known?.reason,
      }
    }),
  )

/** Parses rows; those without a number and without a reason are skipped. */
export function parseValueRows(
  rows: readonly ReadRow[],
  estates: readonly Estate[],
  indicators: readonly Indicator[],
  today: string,
  locale: Locale,
) {
  const byName = nameEstates(estates)
  const shared = new Set(estates.map(({ name }) => name).filter((name) => !byName.has(name)))
  const byCode = new Map(indicators.map((indicator) => [indicator.code.toLowerCase(), indicator]))
  const problems: string[] = []
  const seen = new Set<string>()
  const parsed = rows.flatMap(({ row, values }): ValueRow[] => {
    const typed = (key: string) => (values[key] ?? '').trim()
    const wrong = (code: string, params: Record<string, string | number> = {}): [] => {
      problems.push(say('scorecards.values.sheet.row_problem', { row, sentence: say(code, params, locale) }, locale))
      return []
    }
    const numbers = ['numerator', 'denominator', 'counted', 'mark'].filter((key) => typed(key) !== '')
    if (numbers.length === 0 && typed('reason') === '') return []
    const name = typed('estate')
    if (shared.has(name)) return wrong('scorecards.values.sheet.shared_name', { estate: name })
    const estate = byName.get(name)
    if (!estate) return wrong('scorecards.values.sheet.unknown_estate', { estate: name })
    const indicator = byCode.get(typed('code').normalize('NFKC').toLowerCase())
    if (!indicator) return wrong('scorecards.values.sheet.unknown_code', { code: typed('code') })
    const place = `${estate.estateId} ${indicator.code}`
    if (seen.has(place)) return wrong('scorecards.values.sheet.twice', { code: indicator.code })
    seen.add(place)
    if (typed('reason') !== '') {
      if (numbers.length > 0) return wrong('scorecards.values.sheet.both')
      const reason = paragraph(MAX_REASON).safeParse(typed('reason'))
      if (!reason.success) return wrong('fields.too_long', { max: MAX_REASON })
      return [{ estate, indicator, value: { origin: 'not_applicable', reason: reason.data } }]
    }
    if (typed('source') === '') return wrong('scorecards.values.sheet.source_missing')
    const source = line(MAX_SOURCE).safeParse(typed('source'))
    if (!source.success) return wrong('fields.too_long', { max: MAX_SOURCE })
    const asOf = day().safeParse(typed('as_of'))
    if (!asOf.success) return wrong('scorecards.values.sheet.as_of_missing')
    if (asOf.data > today) return wrong('scorecards.as_of_in_future')
    const read = TypedValue.safeParse(Object.fromEntries(numbers.map((key) => [key, typed(key)])))
    if (!read.success) return wrong(read.error.issues[0]!.message)
    try {
      const value = parseValue(indicator, read.data)
      return [{ estate, indicator, value: { origin: 'entered', ...value, source: source.data, asOf: asOf.data } }]
    } catch (error) {
      if (error instanceof Refusal) return wrong(error.code, error.params)
      throw error
    }
  })
  return { parsed, problems }
}
