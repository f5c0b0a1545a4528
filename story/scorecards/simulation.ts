/**
 * The marks of the demo rounds, simulated from known values, so that a test can check whether corrected scores are nearer the
 * truth than raw means. All of it is invented, and the same every time.
 *
 * Units    quality is on the scale of marks, 1–5. A mark is what the estate is worth in that dimension, plus how lenient
 *          its reviewer is (standard deviation 0.5, negative is severe), plus noise (0.55), rounded and held within 1–5. Where
 *          an indicator is counted, the number is one that its table makes that mark of.
 * Source   the story: twenty reviewers, four visits an estate, severity SD 0.5.
 */
import { listSpans } from '@bilin/domain/scorecards/rubrics/countToMark'
import type { Mark } from '@bilin/domain/scorecards/rubrics/mark'
import { getIndicators, type RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import type { Scale } from '@bilin/domain/scorecards/rubrics/scale'
import type { Marks } from '@bilin/domain/scorecards/visits/marks'

/** The true quality of each estate in the first round; each later round is a little better, the worst estates most. */
export const quality: Record<string, number> = {
  万科小区: 4.7,
  '桥东新苑（示例）': 3.85,
  '和睦家园（示例）': 3.4,
  龙馨园: 4.2,
  '双桥名邸（示例）': 4.35,
  '二桥花苑（示例）': 3.65,
  '永宁家园（示例）': 3.05,
  '国胜雅居（示例）': 4.05,
  '国胜新村（示例）': 3.25,
  '江海湾（示例）': 4.55,
  兴石花园: 4.4,
  兴石花园二期: 3.6,
}

/** What single estates are good at, according to the report. */
const strengths: Record<string, Record<string, number>> = {
  万科小区: { E: 0.5 },
  龙馨园: { E: 0.4, D: -0.3 },
  兴石花园: { C: 0.6 },
}

/** The gain in safety, from the next round on, of those who adopted the ten-minute response in May. */
const responding = ['江海湾（示例）', '永宁家园（示例）', '二桥花苑（示例）']
const LIFT = 1.3

const SEVERITY = 0.5
const NOISE = 0.55
const TILT = 0.25

/** The true quality of an estate in a round: by dimension, and in total by the rubric's weights. */
export function getTruth(rubric: Pick<RubricBody, 'dimensions'>, estate: string, round: number) {
  const settled = quality[estate] ?? 3.5
  const now = settled + round * (4.6 - settled) * 0.12
  const dimensions = rubric.dimensions.map(({ code, indicators }) => ({
    code,
    weight: indicators.reduce((sum, { weight }) => sum + weight, 0),
    quality: held(now + TILT * bell(estate, code) + (strengths[estate]?.[code] ?? 0) + getLift(estate, code, round)),
  }))
  return {
    dimensions,
    total: dimensions.reduce((sum, { weight, quality }) => sum + (weight * quality) / 100, 0),
  }
}

const getLift = (estate: string, code: string, round: number) =>
  code === 'E' && round > 0 && responding.includes(estate) ? LIFT : 0

/** How lenient somebody is in every round they visit; negative is severe. */
export const getLeniency = (reviewer: string): number => SEVERITY * bell(reviewer, 'leniency')

export function listMarks(
  rubric: Pick<RubricBody, 'dimensions'>,
  estate: string,
  reviewer: string,
  round: number,
): Marks {
  const truth = getTruth(rubric, estate, round)
  const lenient = getLeniency(reviewer)
  return Object.fromEntries(
    rubric.dimensions.flatMap(({ indicators }, at) =>
      indicators.map(({ code }) => {
        const seen = truth.dimensions[at]!.quality + lenient + NOISE * bell(estate, reviewer, String(round), code)
        return [code, applies(estate, code) ? (Math.round(held(seen)) as Mark) : null]
      }),
    ),
  )
}

export type Counted = Mark | null | { counted: number }

/** The marks as a reviewer sends them: counted indicators by a number, the others by a mark. */
export function asCounted(
  rubric: Pick<RubricBody, 'dimensions'>,
  marks: Marks,
  ...visit: string[]
): Record<string, Counted> {
  const scales = new Map(getIndicators(rubric).map(({ code, scale }) => [code, scale]))
  return Object.fromEntries(
    Object.entries(marks).map(([code, mark]) => {
      const scale = scales.get(code)
      return [
        code,
        scale && mark !== null ? { counted: numberIn(scale, mark, chance([...visit, code].join('\n'))) } : mark,
      ]
    }),
  )
}

/** One of the numbers that make this mark; at the open end of a table one of the first few. */
function numberIn(scale: Scale, mark: Mark, draw: number): number {
  const { from, to } = listSpans(scale).find((span) => span.mark === mark)!
  const last = to ?? (scale.kind === 'percent' ? 100 : from + 2)
  const unit = scale.kind === 'percent' ? 10 : 1
  return (Math.round(from * unit) + Math.floor(draw * (Math.round((last - from) * unit) + 1))) / unit
}

/** Resettlement blocks of six storeys have no lifts. */
const withoutLifts = ['和睦家园（示例）', '永宁家园（示例）', '国胜新村（示例）']
const applies = (estate: string, code: string) => !(code === 'F1' && withoutLifts.includes(estate))

const held = (value: number) => Math.min(5, Math.max(1, value))

/** A draw from the standard normal that belongs to these words: Box–Muller on two hashes of them. */
export function bell(...words: string[]): number {
  const text = words.join('\n')
  return Math.sqrt(-2 * Math.log(chance(`${text}a`))) * Math.cos(2 * Math.PI * chance(`${text}b`))
}

/** Between 0 and 1, both left out: FNV-1a, then mixed so that like words give unlike numbers. */
export function chance(text: string): number {
  let hash = 2166136261
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507)
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909)
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 4294967296
}
