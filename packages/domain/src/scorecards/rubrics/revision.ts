/**
 * Revisions: the differences between two rubrics.
 *
 * Shapes   indicators and dimensions are matched by their codes; a missing code was removed, a new one added.
 *          Vetoes are the same where their Chinese words are. What did not change is not listed. In the order of the later
 *          one, what was removed last.
 */
import { marks } from './mark.ts'
import { getIndicators, sumWeights, type Dimension, type Indicator, type RubricBody } from './rubric.ts'

export type Changed<T> = {
  code: string
  how: 'added' | 'removed' | 'changed'
  before: T | null
  after: T | null
  /** The fields that differ; empty where it was added or removed. */
  fields: RubricField[]
}
export type RubricField = Exclude<keyof Indicator, 'code' | 'anchors'> | 'dimension' | `anchor${1 | 2 | 3 | 4 | 5}`

type Placed = Indicator & { dimension: string }
type Weighed = Pick<Dimension, 'code' | 'zh' | 'en'> & { weight: number }

export type Changes = {
  dimensions: Changed<Weighed>[]
  indicators: Changed<Placed>[]
  vetoes: { added: RubricBody['vetoes']; removed: RubricBody['vetoes'] }
}

const plain = ['zh', 'en', 'weight', 'source', 'safety', 'guide', 'guideEn', 'basis', 'scale'] as const

export function compareRubrics(before: RubricBody, after: RubricBody): Changes {
  return {
    dimensions: changed(weighed(before), weighed(after), fieldsOfDimension),
    indicators: changed(placed(before), placed(after), fieldsOfIndicator),
    vetoes: {
      added: after.vetoes.filter(({ zh }) => !before.vetoes.some((veto) => veto.zh === zh)),
      removed: before.vetoes.filter(({ zh }) => !after.vetoes.some((veto) => veto.zh === zh)),
    },
  }
}

function changed<T extends { code: string }>(
  before: readonly T[],
  after: readonly T[],
  fieldsOf: (before: T, after: T) => RubricField[],
): Changed<T>[] {
  const was = new Map(before.map((one) => [one.code, one]))
  const changed = after.flatMap((now): Changed<T>[] => {
    const old = was.get(now.code)
    if (!old) return [{ code: now.code, how: 'added', before: null, after: now, fields: [] }]
    const fields = fieldsOf(old, now)
    return fields.length > 0 ? [{ code: now.code, how: 'changed', before: old, after: now, fields }] : []
  })
  const gone = before.filter(({ code }) => !after.some((now) => now.code === code))
  return [
    ...changed,
    ...gone.map((old): Changed<T> => ({
      code: old.code,
      how: 'removed',
      before: old,
      after: null,
      fields: [],
    })),
  ]
}

const fieldsOfDimension = (before: Weighed, after: Weighed) =>
  (['zh', 'en', 'weight'] as const).filter((field) => before[field] !== after[field])

const fieldsOfIndicator = (before: Placed, after: Placed): RubricField[] => [
  ...(before.dimension === after.dimension ? [] : ['dimension' as const]),
  ...plain.filter((field) => !same(before[field], after[field])),
  ...marks.filter((mark) => !same(before.anchors[mark], after.anchors[mark])).map((mark) => `anchor${mark}` as const),
]

const weighed = ({ dimensions }: RubricBody): Weighed[] =>
  dimensions.map((dimension) => ({
    code: dimension.code,
    zh: dimension.zh,
    en: dimension.en,
    weight: sumWeights(dimension),
  }))

const placed = ({ dimensions }: RubricBody): Placed[] =>
  dimensions.flatMap((dimension) =>
    getIndicators({ dimensions: [dimension] }).map((indicator) => ({
      ...indicator,
      dimension: dimension.code,
    })),
  )

/** The schema fixes the order of the fields, so equal values have equal JSON. */
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
