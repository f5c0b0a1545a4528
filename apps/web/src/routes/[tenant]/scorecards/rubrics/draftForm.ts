/**
 * Parses a rubric's draft from a form's flat field names: `dimensions.0.indicators.2.anchors.5.zh`. Blank rows keep their place:
 * they are left out only when the rubric is saved, and refusals name the rows as they were typed.
 */
import {
  blankDimension,
  blankIndicator,
  isStep,
  isUsed,
  isWritten,
  markNames,
  type RubricDraft,
  type IndicatorDraft,
} from './draft.ts'

export function draftFrom(values: Readonly<Record<string, string>>): RubricDraft {
  const field = (name: string) => values[name] ?? ''
  return {
    title: field('title'),
    vetoes: numbered(values, 'vetoes')
      .map((at) => ({ zh: field(`${at}.zh`), en: field(`${at}.en`) }))
      .filter(({ zh }) => zh.trim() !== ''),
    dimensions: numbered(values, 'dimensions').map((at) => ({
      ...blankDimension(),
      code: field(`${at}.code`),
      zh: field(`${at}.zh`),
      en: field(`${at}.en`),
      indicators: numbered(values, `${at}.indicators`).map((row) => indicatorFrom(values, row)),
    })),
  }
}

const row = /^body\.dimensions\.(?<d>\d+)(?:\.indicators\.(?<i>\d+)(?:\.scale\.steps\.(?<s>\d+))?)?(?<rest>\D.*)?$/u

/** Field errors, renumbered from the rows that were sent to the rows that were typed. */
export function asTyped(fields: Readonly<Record<string, string>>, { dimensions }: RubricDraft) {
  const used = rankWithTies(dimensions, isUsed)
  const typed = (name: string): string => {
    const { d, i, s, rest = '' } = row.exec(name)?.groups ?? {}
    if (d === undefined) return name
    const at = used[Number(d)] ?? Number(d)
    const dimension = `body.dimensions.${at}`
    if (i === undefined) return dimension + rest
    const indicators = dimensions[at]?.indicators ?? []
    const line = rankWithTies(indicators, isWritten)[Number(i)] ?? Number(i)
    const indicator = `${dimension}.indicators.${line}`
    if (s === undefined) return indicator + rest
    const step = rankWithTies(indicators[line]?.steps ?? [], isStep)[Number(s)] ?? Number(s)
    return `${indicator}.scale.steps.${step}${rest}`
  }
  return Object.fromEntries(Object.entries(fields).map(([name, sentence]) => [typed(name), sentence]))
}

const rankWithTies = <Row>(rows: readonly Row[], isFilled: (row: Row) => boolean): number[] =>
  [...rows.keys()].filter((at) => isFilled(rows[at]!))

function indicatorFrom(values: Readonly<Record<string, string>>, row: string): IndicatorDraft {
  const field = (key: string) => values[`${row}.${key}`] ?? ''
  const blank = blankIndicator()
  const kind = field('scaleKind')
  return {
    ...blank,
    code: field('code'),
    zh: field('zh'),
    en: field('en'),
    weight: field('weight'),
    source: field('source') || blank.source,
    guide: field('guide'),
    guideEn: field('guideEn'),
    basis: field('basis'),
    safety: field('safety') === 'on',
    anchors: Object.fromEntries(
      markNames.map((mark) => [mark, { zh: field(`anchors.${mark}.zh`), en: field(`anchors.${mark}.en`) }]),
    ) as IndicatorDraft['anchors'],
    scaleKind: kind === 'count' || kind === 'percent' ? kind : '',
    steps: numbered(values, `${row}.steps`).map((at) => ({
      from: values[`${at}.from`] ?? '',
      mark: values[`${at}.mark`] ?? '',
    })),
  }
}

function numbered(values: Readonly<Record<string, string>>, under: string): string[] {
  const found = new Set<number>()
  for (const name of Object.keys(values)) {
    if (!name.startsWith(`${under}.`)) continue
    const at = Number(name.slice(under.length + 1).split('.')[0])
    if (Number.isInteger(at) && at < 1000) found.add(at)
  }
  return [...found].sort((a, b) => a - b).map((at) => `${under}.${at}`)
}
