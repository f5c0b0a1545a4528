/**
 * A rubric while it is being written: strings as typed, in rows that may still be blank. A row without a code and a name
 * counts for nothing, so that a form without script can add a row and take one away.
 */
import type { Dimension, RubricBody } from '@bilin/domain/scorecards/rubric'

export type IndicatorDraft = Record<
  'code' | 'zh' | 'en' | 'weight' | 'source' | 'guide' | 'guideEn' | 'basis',
  string
> & { safety: boolean }
export type DimensionDraft = { code: string; zh: string; en: string; indicators: IndicatorDraft[] }
export type Draft = { title: string; dimensions: DimensionDraft[]; vetoes: { zh: string; en: string }[] }

export const blankIndicator = (): IndicatorDraft => ({
  code: '',
  zh: '',
  en: '',
  weight: '',
  source: 'site',
  guide: '',
  guideEn: '',
  basis: '',
  safety: false,
})
export const blankDimension = (): DimensionDraft => ({
  code: '',
  zh: '',
  en: '',
  indicators: [blankIndicator()],
})

export const draftOf = (title: string, { dimensions, vetoes }: RubricBody): Draft => ({
  title,
  vetoes: vetoes.map(({ zh, en }) => ({ zh, en })),
  dimensions: dimensions.map((dimension: Dimension) => ({
    ...dimension,
    indicators: dimension.indicators.map((indicator) => ({ ...indicator, weight: String(indicator.weight) })),
  })),
})

/** From what a form sent, by its flat names: `dimensions.0.indicators.2.weight`. */
export function draftFrom(values: Readonly<Record<string, string>>): Draft {
  const said = (name: string) => values[name] ?? ''
  return {
    title: said('title'),
    vetoes: numbered(values, 'vetoes')
      .map((at) => ({ zh: said(`${at}.zh`), en: said(`${at}.en`) }))
      .filter(({ zh }) => zh.trim() !== ''),
    dimensions: numbered(values, 'dimensions')
      .map((at) => ({
        code: said(`${at}.code`),
        zh: said(`${at}.zh`),
        en: said(`${at}.en`),
        indicators: numbered(values, `${at}.indicators`)
          .map((row) => indicatorFrom((key) => said(`${row}.${key}`)))
          .filter(isWritten),
      }))
      .filter((dimension) => isWritten(dimension) || dimension.indicators.length > 0),
  }
}

/** Of 100, live while typing; what is no number counts for nothing. */
export function totalOf({ dimensions }: Draft): number {
  const cents = dimensions.flatMap(({ indicators }) =>
    indicators.map(({ weight }) => Math.round(Number(weight) * 100) || 0),
  )
  return cents.reduce((sum, each) => sum + each, 0) / 100
}

const isWritten = ({ code, zh }: { code: string; zh: string }) => code.trim() !== '' || zh.trim() !== ''

const indicatorFrom = (said: (key: string) => string): IndicatorDraft => ({
  code: said('code'),
  zh: said('zh'),
  en: said('en'),
  weight: said('weight'),
  source: said('source'),
  guide: said('guide'),
  guideEn: said('guideEn'),
  basis: said('basis'),
  safety: said('safety') === 'on',
})

function numbered(values: Readonly<Record<string, string>>, under: string): string[] {
  const found = new Set<number>()
  for (const name of Object.keys(values)) {
    if (!name.startsWith(`${under}.`)) continue
    const at = Number(name.slice(under.length + 1).split('.')[0])
    if (Number.isInteger(at) && at < 1000) found.add(at)
  }
  return [...found].sort((a, b) => a - b).map((at) => `${under}.${at}`)
}
