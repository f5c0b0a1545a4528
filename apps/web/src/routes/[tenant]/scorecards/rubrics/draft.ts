/**
 * A rubric in the editor: strings as typed, in rows that may still be blank. A row without code and name is ignored, so that a
 * form without script can add and remove rows.
 */
import type { Anchors, RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Scale, ScaleKind } from '@bilin/domain/scorecards/rubrics/scale'
import { tried } from '@bilin/domain/scorecards/rubrics/steps'

export const markNames = ['5', '4', '3', '2', '1'] as const
export type MarkName = (typeof markNames)[number]
export type Bilingual = { zh: string; en: string }
export type StepDraft = { from: string; mark: string }

export type IndicatorDraft = Record<
  'code' | 'zh' | 'en' | 'weight' | 'source' | 'guide' | 'guideEn' | 'basis',
  string
> & {
  /** Identifies the row while rows are moved. */
  key: number
  safety: boolean
  anchors: Record<MarkName, Bilingual>
  scaleKind: '' | ScaleKind
  steps: StepDraft[]
}
export type DimensionDraft = {
  key: number
  code: string
  zh: string
  en: string
  indicators: IndicatorDraft[]
}
export type RubricDraft = { title: string; dimensions: DimensionDraft[]; vetoes: Bilingual[] }

let made = 0
const newKey = () => (made += 1)

export const blankAnchors = (): Record<MarkName, Bilingual> => ({
  5: { zh: '', en: '' },
  4: { zh: '', en: '' },
  3: { zh: '', en: '' },
  2: { zh: '', en: '' },
  1: { zh: '', en: '' },
})

/** The usual table of a scale; for counts 0, 1, 2–3, 4–5, 6 and more. */
export const usualSteps = (kind: ScaleKind): StepDraft[] =>
  (kind === 'count' ? ['0 5', '1 4', '2 3', '4 2', '6 1'] : ['0 1', '65 2', '80 3', '90 4', '95 5']).map((step) => {
    const [from = '', mark = ''] = step.split(' ')
    return { from, mark }
  })

export const blankIndicator = (): IndicatorDraft => ({
  key: newKey(),
  code: '',
  zh: '',
  en: '',
  weight: '',
  source: 'site',
  guide: '',
  guideEn: '',
  basis: '',
  safety: false,
  anchors: blankAnchors(),
  scaleKind: '',
  steps: [],
})

export const blankDimension = (): DimensionDraft => ({
  key: newKey(),
  code: '',
  zh: '',
  en: '',
  indicators: [blankIndicator()],
})

export const toRubricDraft = (title: string, { dimensions, vetoes }: RubricBody): RubricDraft => ({
  title,
  vetoes: vetoes.map(({ zh, en }) => ({ zh, en })),
  dimensions: dimensions.map(({ indicators, ...dimension }) => ({
    ...dimension,
    key: newKey(),
    indicators: indicators.map(({ scale, anchors, weight, ...indicator }) => ({
      ...indicator,
      key: newKey(),
      weight: String(weight),
      anchors: readAnchors(anchors),
      scaleKind: scale?.kind ?? '',
      steps: (scale?.steps ?? []).map(({ from, mark }) => ({ from: String(from), mark: String(mark) })),
    })),
  })),
})

/** Adds keys, which drafts stored on the device do not have. */
export const keyed = (draft: RubricDraft): RubricDraft => ({
  ...draft,
  dimensions: draft.dimensions.map((dimension) => ({
    ...dimension,
    key: newKey(),
    indicators: dimension.indicators.map((indicator) => ({ ...indicator, key: newKey() })),
  })),
})

/** The rubric to send: without blank rows, and with a table only where the indicator has one. */
export const toDraftForm = ({ dimensions, vetoes }: RubricDraft) => ({
  vetoes,
  dimensions: dimensions.filter(isUsed).map(({ code, zh, en, indicators }) => ({
    code,
    zh,
    en,
    indicators: indicators.filter(isWritten).map(({ key: _, scaleKind, steps, ...indicator }) => ({
      ...indicator,
      scale: toScale({ scaleKind, steps }),
    })),
  })),
})

/** The table as it is typed, or null while there is none or it is not valid. */
export const readScale = ({ scaleKind, steps }: Pick<IndicatorDraft, 'scaleKind' | 'steps'>): Scale | null =>
  scaleKind === '' ? null : tried(scaleKind, steps.filter(isStep))

const toScale = ({ scaleKind, steps }: Pick<IndicatorDraft, 'scaleKind' | 'steps'>) =>
  scaleKind === '' ? undefined : { kind: scaleKind, steps: steps.filter(isStep) }

/** The total of the weights while typing; text that is not a number counts as 0. */
export const sumTotal = ({ dimensions }: { dimensions: readonly Pick<DimensionDraft, 'indicators'>[] }): number =>
  dimensions
    .flatMap(({ indicators }) => indicators.filter(isWritten))
    .reduce((sum, { weight }) => sum + (Math.round(Number(weight) * 100) || 0), 0) / 100

export const isWritten = ({ code, zh }: { code: string; zh: string }) => code.trim() !== '' || zh.trim() !== ''

export const isUsed = (dimension: DimensionDraft) => isWritten(dimension) || dimension.indicators.some(isWritten)

export const isStep = ({ from, mark }: StepDraft) => from.trim() !== '' || mark.trim() !== ''

const readAnchors = (anchors: Anchors): Record<MarkName, Bilingual> => {
  const all = blankAnchors()
  for (const mark of markNames) all[mark] = anchors[mark] ?? all[mark]
  return all
}
