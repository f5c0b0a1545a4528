/**
 * Rubrics: the criteria by which an estate is marked. A rubric has dimensions, a dimension has indicators, and each indicator gets one mark.
 *
 * Units    a weight is a share of 100, at most two decimals; a dimension weighs what its indicators weigh together.
 * Shapes   all weights total exactly 100. Codes are short (C, C1) and none is used twice. `anchors` tell the reviewer what
 *          earns 5, 4, 3, 2 and 1, `guide` how to look; an indicator with a `scale` is counted and never estimated. `basis`
 *          names the published standard an indicator was taken from, blank where it is our own. A rubric is written in
 *          Chinese; English may be left blank and is then shown in Chinese. Bodies stored before a field came to be are
 *          read by its default: a field is only ever added.
 * Refusals scorecards.weights_short, weights_over, code_twice, veto_twice, code_malformed, no_dimensions, no_indicators; those of scale.ts and
 *          fields.ts.
 */
import { z } from 'zod'
import { choice, decimal, id, line, optional, paragraph, tick, whole, within } from '../../fields.ts'
import { Scale } from './scale.ts'

/** Where a mark comes from: seen on site, read in records, or figures of a system or a survey. */
export const sources = ['site', 'record', 'system', 'survey'] as const
export type Source = (typeof sources)[number]

/** Values in rubrics that were stored before indicators had scales. */
const former = new Map<string, Source>(['site_count', 'site_sample', 'site_record'].map((word) => [word, 'site']))
const source = z.preprocess(
  (typed) => (typeof typed === 'string' ? (former.get(typed) ?? typed) : typed),
  choice(sources),
)

const code = z
  .string({ error: 'fields.required' })
  .trim()
  .refine(...within(6, 'scorecards.code_malformed'))
  .regex(/^[A-Za-z0-9]{1,6}$/, { error: 'scorecards.code_malformed' })

/** What an estate looks like that earns this mark, in a few words; a mark may go without. */
const Anchor = z.strictObject({
  zh: optional(line(120)).default(''),
  en: optional(line(240)).default(''),
})

const Anchors = z
  .strictObject({ 5: Anchor, 4: Anchor, 3: Anchor, 2: Anchor, 1: Anchor })
  .partial()
  .transform((given): Anchors => Object.fromEntries(Object.entries(given).filter(([, { zh, en }]) => zh || en)))

export type Anchor = z.infer<typeof Anchor>
export type Anchors = Partial<Record<5 | 4 | 3 | 2 | 1, Anchor>>

export const Indicator = z.strictObject({
  code,
  zh: line(60),
  en: optional(line(120)).default(''),
  weight: decimal({ min: 0.01, max: 100 }),
  source,
  /** Safety-critical: a fault here is likely an S1. */
  safety: tick().default(false),
  guide: optional(paragraph(300)).default(''),
  guideEn: optional(paragraph(600)).default(''),
  basis: optional(line(120)).default(''),
  anchors: Anchors.default({}),
  /** Where there is one, a number is counted and the table gives the mark. */
  scale: optional(Scale).transform((scale) => scale ?? null),
})

export const Dimension = z.strictObject({
  code,
  zh: line(40),
  en: optional(line(80)).default(''),
  indicators: z.array(Indicator).min(1, { error: 'scorecards.no_indicators' }).max(40),
})

export const Veto = z.strictObject({ zh: line(80), en: optional(line(160)).default('') })

export const RubricBody = z
  .strictObject({
    dimensions: z.array(Dimension).min(1, { error: 'scorecards.no_dimensions' }).max(20),
    /** A veto 一票否决: leaves a company one star whatever its marks. Reported by reviewers, decided on by the coordinator. */
    vetoes: z.array(Veto).max(20).default([]),
  })
  .superRefine((body, ctx) => {
    for (const { field, code, params } of findFlaws(body))
      ctx.addIssue({ code: 'custom', path: [field], message: code, params })
  })

export type RubricBody = z.infer<typeof RubricBody>
/** Parses a stored body. Fields that were added to the schema since get their defaults. */
export const readBody = (stored: unknown): RubricBody => RubricBody.parse(stored)

export type Dimension = z.infer<typeof Dimension>
export type Indicator = z.infer<typeof Indicator>

export const NewRubric = z.strictObject({
  title: line(60),
  /** If absent, the template that comes with Bilin. */
  body: RubricBody.optional(),
})

/** `version` is the one that the editor was loaded with. */
export const Revision = z.strictObject({
  rubricId: id(),
  version: whole({ min: 1 }),
  title: line(60),
  body: RubricBody,
})

export const OneRubric = z.strictObject({ rubricId: id() })
export const RubricWorkbook = OneRubric.extend({ file: z.instanceof(Uint8Array, { error: 'scorecards.no_file' }) })

/** A share of 100. Added in hundredths, to avoid floating-point errors. */
export const sumWeights = ({ indicators }: { indicators: readonly Pick<Indicator, 'weight'>[] }): number =>
  indicators.reduce((sum, { weight }) => sum + Math.round(weight * 100), 0) / 100

export const totalWeight = (dimensions: readonly Pick<Dimension, 'indicators'>[]): number =>
  dimensions.reduce((sum, dimension) => sum + Math.round(sumWeights(dimension) * 100), 0) / 100

export const getIndicators = ({ dimensions }: Pick<RubricBody, 'dimensions'>): Indicator[] =>
  dimensions.flatMap(({ indicators }) => indicators)

/** The problems of a rubric as a whole, when each of its parts is valid. */
export function findFlaws({ dimensions, vetoes }: RubricBody) {
  const total = totalWeight(dimensions)
  const twice = firstTwice([...dimensions, ...getIndicators({ dimensions })].map(({ code }) => code))
  const veto = firstTwice(vetoes.map(({ zh }) => zh))
  return [
    ...(total === 100
      ? []
      : [
          {
            field: 'weights',
            code: total < 100 ? 'scorecards.weights_short' : 'scorecards.weights_over',
            params: { total, by: Math.round(Math.abs(100 - total) * 100) / 100 },
          } as const,
        ]),
    ...(twice ? [{ field: 'codes', code: 'scorecards.code_twice', params: { code: twice } } as const] : []),
    ...(veto ? [{ field: 'vetoes', code: 'scorecards.veto_twice', params: { veto } } as const] : []),
  ]
}

const firstTwice = (words: readonly string[]) => words.find((word, at) => words.indexOf(word) !== at)
