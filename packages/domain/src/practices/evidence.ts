/**
 * Evidence: what a published round may show everybody of a practice's effect, and when it is too little.
 *
 * Shapes   adopters, others: estates that were compared, or, where it is too little, that were read before and after. Single indicators are each estate's own, so averages of a side
 *          are shown only where no member that knows its own estates could compute a single one of the rest, and an
 *          effect only where that holds for both sides together.
 * Units    averages in whole percent; points, low, high to a tenth of one.
 */
import { comparable, effectOf, type EffectObservation, type Effect } from './effect.ts'
import { ENOUGH } from './verdict.ts'

/** So many estates must stay unknown to every single member. */
const UNKNOWN = 2

type Owned = { communityId: string; companyId: string }
type Side = { before: number; after: number }
export type Evidence = {
  adopters: number
  others: number
  effect: Effect | null
  averages: { adopters: Side; others: Side } | null
}

export function evidenceOf(estates: readonly (EffectObservation & Owned)[]): Evidence {
  const compared = comparable(estates)
  const [adopters, others] = sidesOf(compared)
  const enough = Math.min(adopters.length, others.length) >= ENOUGH && unknown(compared)
  const effect = enough ? effectOf(compared) : null
  const [had, hadNot] = sidesOf(effect ? compared : estates)
  return {
    adopters: had.length,
    others: hadNot.length,
    effect: effect && { points: tenth(effect.points), low: tenth(effect.low), high: tenth(effect.high) },
    averages:
      effect && unknown(adopters) && unknown(others)
        ? { adopters: averageOf(adopters), others: averageOf(others) }
        : null,
  }
}

const sidesOf = <One extends EffectObservation>(estates: readonly One[]): [One[], One[]] => [
  estates.filter(({ adopted }) => adopted),
  estates.filter(({ adopted }) => !adopted),
]

/** Whether every member leaves enough estates that are not its own. */
function unknown(estates: readonly Owned[]): boolean {
  const members = new Set(estates.flatMap(({ communityId, companyId }) => [communityId, companyId]))
  return [...members].every(
    (member) =>
      estates.filter(({ communityId, companyId }) => communityId !== member && companyId !== member).length >= UNKNOWN,
  )
}

const averageOf = (estates: readonly EffectObservation[]): Side => ({
  before: Math.round(mean(estates.map(({ before }) => before))),
  after: Math.round(mean(estates.map(({ after }) => after))),
})
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
const tenth = (value: number) => Math.round(value * 10) / 10
