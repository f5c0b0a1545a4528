/** The score sheet as Excel has it: a line an indicator, and a further line of the same code for each further finding. */
import { severities, type Finding } from '@bilin/domain/scorecards/finding'
import type { Kept, Marking } from '@bilin/domain/scorecards/marking'
import type { RubricBody } from '@bilin/domain/scorecards/rubric'
import { marks } from '@bilin/domain/scorecards/score'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { ReadRow } from '@bilin/sheets/read'
import type { Column, Sheet } from '@bilin/sheets/sheet'

type Problem = {
  reason:
    'unknown_code' | 'marked_twice' | 'finding_without_severity' | 'finding_without_text' | 'text_too_long'
  params: Record<string, string>
}

const FULLEST = { place: 40, text: 500 }

export function scoreSheetOf(locale: Locale): Sheet {
  const column = (key: string, more: Omit<Column, 'key' | 'header'>): Column => ({
    key,
    header: say(`scorecards.sheet.${key}`, {}, locale),
    aliases: (['zh-CN', 'en'] as const).map((other) => say(`scorecards.sheet.${key}`, {}, other)),
    ...more,
  })
  const choices = (values: readonly string[], word: string) =>
    values.map((value) => ({
      value,
      label: say(`scorecards.${word}.${value}`, {}, locale),
      aliases: [
        value,
        ...(['zh-CN', 'en'] as const).map((other) => say(`scorecards.${word}.${value}`, {}, other)),
      ],
    }))
  return {
    title: say('scorecards.sheet.title', {}, locale),
    columns: [
      column('code', { kind: 'text', required: true, width: 8 }),
      column('dimension', { kind: 'text' }),
      column('indicator', { kind: 'text' }),
      column('guide', { kind: 'text', width: 60 }),
      column('mark', { kind: 'choice', choices: choices([...marks.map(String), 'na'], 'mark'), width: 12 }),
      column('severity', { kind: 'choice', choices: choices(severities, 'severity'), width: 16 }),
      column('place', { kind: 'text', width: 16 }),
      column('finding', { kind: 'text', width: 40 }),
    ],
  }
}

export function rowsOf(
  { dimensions }: RubricBody,
  { marks, findings }: Pick<Kept, 'marks' | 'findings'>,
  locale: Locale,
) {
  const inWords = (zh: string, en: string) => (locale === 'en' && en ? en : zh)
  return dimensions.flatMap((dimension) =>
    dimension.indicators.flatMap(({ code, zh, en, guide, guideEn }) => {
      const mark = marks[code]
      const first = {
        code,
        dimension: inWords(dimension.zh, dimension.en),
        indicator: inWords(zh, en),
        guide: inWords(guide, guideEn),
        mark: mark === undefined ? '' : mark === null ? 'na' : String(mark),
      }
      const [finding, ...further] = findings.filter(({ indicator }) => indicator === code).map(found)
      return [{ ...first, ...finding }, ...further.map((more) => ({ code, ...more }))]
    }),
  )
}

const found = ({ severity, place, text }: Finding) => ({ severity, place, finding: text })

/** What the lines say, and what in them does not fit the rubric. Codes come back whatever case they were typed in. */
export function whatIsTyped({ dimensions }: RubricBody, rows: readonly ReadRow[]) {
  const codes = new Map(
    dimensions.flatMap(({ indicators }) => indicators.map(({ code }) => [code.toLowerCase(), code])),
  )
  const marks: Marking['marks'] = {}
  const findings: Finding[] = []
  const problems: Problem[] = []
  for (const { row, values } of rows) {
    const typed = (key: string) => (values[key] ?? '').trim()
    const wrong = (reason: Problem['reason'], params = {}) =>
      problems.push({ reason, params: { row: String(row), code: typed('code'), ...params } })
    const code = codes.get(typed('code').toLowerCase())
    if (code === undefined) {
      if (typed('code') !== '') wrong('unknown_code')
      continue
    }
    const mark = typed('mark')
    if (mark !== '' && code in marks) wrong('marked_twice')
    if (mark !== '') marks[code] = { mark: mark === 'na' ? null : Number(mark) }
    const [severity, place, text] = [typed('severity'), typed('place'), typed('finding')]
    if (text === '' && severity === '' && place === '') continue
    if (text === '') wrong('finding_without_text')
    if (severity === '') wrong('finding_without_severity')
    for (const [key, most] of Object.entries(FULLEST))
      if ([...(key === 'place' ? place : text)].length > most) wrong('text_too_long', { most: String(most) })
    findings.push({ indicator: code, severity: severity as Finding['severity'], place, text, veto: null })
  }
  return { marks, findings, problems }
}
