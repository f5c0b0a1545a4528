/**
 * Evidence: what a published round may show everybody of a practice's effect, and when it is too little.
 *
 * Shapes   `adopters`, `others`: the number of estates that were compared or, where there are too few, that have a result before and
 *          after. Results of single indicators are confidential to each estate, so averages of a side are shown only where no
 *          member, knowing its own estates, could compute the result of another one, and an effect only where that holds for
 *          both sides together.
 * Units    averages in whole percent; points, low, high to a tenth of one.
 */
import { comparable, estimateEffect, type EffectObservation, type Effect } from './effect.ts'
import { ENOUGH } from './verdict.ts'

/** The number of estates of a side whose results no single member may know. */
const MIN_UNKNOWN_ESTATES = 2

type Owned = { communityId: string; companyId: string }
type Side = { before: number; after: number }
export type Evidence = {
  adopters: number
  others: number
  effect: Effect | null
  averages: { adopters: Side; others: Side } | null
}

export function computeEvidence(estates: readonly (EffectObservation & Owned)[]): Evidence {
  const compared = comparable(estates)
  const [adopters, others] = splitSides(compared)
  const enough = Math.min(adopters.length, others.length) >= ENOUGH && unknown(compared)
  const effect = enough ? estimateEffect(compared) : null
  const [had, hadNot] = splitSides(effect ? compared : estates)
  return {
    adopters: had.length,
    others: hadNot.length,
    effect: effect && { points: tenth(effect.points), low: tenth(effect.low), high: tenth(effect.high) },
    averages:
      effect && unknown(adopters) && unknown(others)
        ? { adopters: computeAverages(adopters), others: computeAverages(others) }
        : null,
  }
}

const splitSides = <One extends EffectObservation>(estates: readonly One[]): [One[], One[]] => [
  estates.filter(({ adopted }) => adopted),
  estates.filter(({ adopted }) => !adopted),
]

/** Whether, for every member, enough estates are not its own. */
function unknown(estates: readonly Owned[]): boolean {
  const members = new Set(estates.flatMap(({ communityId, companyId }) => [communityId, companyId]))
  return [...members].every(
    (member) =>
      estates.filter(({ communityId, companyId }) => communityId !== member && companyId !== member).length >=
      MIN_UNKNOWN_ESTATES,
  )
}

const computeAverages = (estates: readonly EffectObservation[]): Side => ({
  before: Math.round(mean(estates.map(({ before }) => before))),
  after: Math.round(mean(estates.map(({ after }) => after))),
})
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
const tenth = (value: number) => Math.round(value * 10) / 10
