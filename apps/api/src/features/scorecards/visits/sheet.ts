/** The score sheet as an Excel file: one row per indicator, and another row with the same code for each further finding. */
import { toMark } from '@bilin/domain/scorecards/rubrics/countToMark'
import { severities, type Finding } from '@bilin/domain/scorecards/visits/finding'
import { marks } from '@bilin/domain/scorecards/rubrics/mark'
import type { SavedMarking, Marking } from '@bilin/domain/scorecards/visits/marking'
import { getIndicators, type Indicator, type RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Scale } from '@bilin/domain/scorecards/rubrics/scale'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadRow } from '@bilin/sheets/read'
import type { SheetColumn, Sheet } from '@bilin/sheets/sheet'
import { formatGuide } from '../rubrics/guide.ts'
import { createMarkChoices } from '../rubrics/markChoices.ts'

type Problem = {
  reason:
    | 'unknown_code'
    | 'marked_twice'
    | 'not_counted'
    | 'counted_wrong'
    | 'number_missing'
    | 'marked_and_excluded'
    | 'finding_without_severity'
    | 'finding_without_text'
    | 'text_too_long'
    | 'percent_or_fraction'
    | 'percent_of_count'
  params: Record<string, string>
}

/** Text columns, with the most characters in each. */
const FULLEST = { place: 40, finding: 500, excluded: 120 }

export function createScoreSheet({ vetoes }: Pick<RubricBody, 'vetoes'>, locale: Locale): Sheet {
  const column = (key: string, more: Omit<SheetColumn, 'key' | 'header'>): SheetColumn => ({
    key,
    header: say(`scorecards.visits.sheet.${key}`, {}, locale),
    aliases: (['zh-CN', 'en'] as const).map((other) => say(`scorecards.visits.sheet.${key}`, {}, other)),
    ...more,
  })
  const choices = (values: readonly string[], keyOf: (value: string) => string) =>
    values.map((value) => ({
      value,
      label: say(keyOf(value), {}, locale),
      aliases: [value, ...(['zh-CN', 'en'] as const).map((other) => say(keyOf(value), {}, other))],
    }))
  return {
    title: say('scorecards.visits.sheet.title', {}, locale),
    columns: [
      column('code', { kind: 'text', required: true, width: 8 }),
      column('dimension', { kind: 'text' }),
      column('indicator', { kind: 'text' }),
      column('guide', { kind: 'text', width: 60 }),
      column('mark', {
        kind: 'choice',
        choices: createMarkChoices([...marks.map(String), 'na'], locale),
        width: 12,
      }),
      column('counted', { kind: 'decimal', percent: true, width: 12 }),
      column('excluded', { kind: 'text', width: 24 }),
      column('severity', {
        kind: 'choice',
        choices: choices(severities, (severity) => `scorecards.visits.severity.${severity}`),
        width: 16,
      }),
      column('place', { kind: 'text', width: 16 }),
      column('finding', { kind: 'text', width: 40 }),
      ...(vetoes.length > 0
        ? [column('veto', { kind: 'choice', choices: vetoes.map(asChoice(locale)), width: 24 })]
        : []),
    ],
  }
}

/** Choices by the rubric's Chinese text, because findings store that text. */
const asChoice =
  (locale: Locale) =>
  ({ zh, en }: RubricBody['vetoes'][number]) => ({
    value: zh,
    label: locale === 'en' && en ? en : zh,
    aliases: en ? [zh, en] : [zh],
  })

export function toScoreRows(
  { dimensions }: RubricBody,
  { marks, counted, excluded, findings }: SavedMarking,
  locale: Locale,
) {
  const inWords = (zh: string, en: string) => (locale === 'en' && en ? en : zh)
  return dimensions.flatMap((dimension) =>
    dimension.indicators.flatMap((indicator) => {
      const { code, zh, en } = indicator
      const mark = marks[code]
      const first = {
        code,
        dimension: inWords(dimension.zh, dimension.en),
        indicator: inWords(zh, en),
        guide: formatGuide(indicator, locale),
        mark: mark === undefined || excluded[code] ? '' : mark === null ? 'na' : String(mark),
        counted: counted[code] ?? '',
        excluded: excluded[code] ?? '',
      }
      const [finding, ...further] = findings.filter(({ indicator }) => indicator === code).map(found)
      return [{ ...first, ...finding }, ...further.map((more) => ({ code, ...more }))]
    }),
  )
}

const found = ({ severity, place, text, veto }: Finding) => ({
  severity,
  place,
  finding: text,
  veto: veto ?? '',
})

/** Parses the rows, and lists what does not fit the rubric. Codes are matched in any case and width. */
export function parseScoreRows(rubric: RubricBody, rows: readonly ReadRow[]) {
  const known = new Map(getIndicators(rubric).map((indicator) => [indicator.code.toLowerCase(), indicator]))
  const marks: Marking['marks'] = {}
  const findings: Finding[] = []
  const problems: Problem[] = []
  for (const { row, values } of rows) {
    const typed = (key: string) => (values[key] ?? '').trim()
    const wrong = (reason: Problem['reason'], params = {}) =>
      problems.push({ reason, params: { row: String(row), code: typed('code'), ...params } })
    const indicator = known.get(typed('code').normalize('NFKC').toLowerCase())
    if (indicator === undefined) {
      if (typed('code') !== '') wrong('unknown_code')
      continue
    }
    const given = parseGiven(indicator, typed, wrong)
    if (given && indicator.code in marks) wrong('marked_twice')
    if (given) marks[indicator.code] = given
    for (const [key, most] of Object.entries(FULLEST))
      if ([...typed(key)].length > most) wrong('text_too_long', { most: String(most) })
    const [severity, place, text, veto] = [typed('severity'), typed('place'), typed('finding'), typed('veto')]
    if (text + severity + place + veto === '') continue
    if (text === '') wrong('finding_without_text')
    if (severity === '' && veto === '') wrong('finding_without_severity')
    findings.push({
      indicator: indicator.code,
      severity: (severity || 'S1') as Finding['severity'],
      place,
      text,
      veto: veto || null,
    })
  }
  return { marks, findings, problems }
}

/** A number decides the mark. The mark in the same row is ignored, because it may come from an older number. */
function parseGiven(
  { scale }: Indicator,
  typed: (key: string) => string,
  wrong: (reason: Problem['reason'], params?: Record<string, string>) => void,
): Marking['marks'][string] | null {
  const [mark, counted, excluded] = [typed('mark'), typed('counted'), typed('excluded')]
  if (excluded !== '') {
    if (counted !== '' || (mark !== '' && mark !== 'na')) wrong('marked_and_excluded')
    return { excluded }
  }
  if (counted !== '') {
    const number = Number(counted.replace('%', ''))
    if (!scale) wrong('not_counted')
    else if (scale.kind === 'count' && counted.endsWith('%')) wrong('percent_of_count', { value: counted })
    else if (scale.kind === 'percent' && !counted.endsWith('%') && number > 0 && number < 1)
      wrong('percent_or_fraction', { value: counted, percent: String(Number((number * 100).toFixed(4))) })
    else if (!isCounted(scale, number)) wrong('counted_wrong')
    return { counted: number }
  }
  if (mark === '') return null
  if (scale && mark !== 'na') wrong('number_missing')
  return { mark: mark === 'na' ? null : Number(mark) }
}

function isCounted(scale: Scale, number: number): boolean {
  try {
    return toMark(scale, number) > 0
  } catch {
    return false
  }
}
