/**
 * Evidence: what a published round may tell everybody of a practice's effect, and when it is too little.
 *
 * Shapes   adopters, others: compounds that were compared, or, where it is too little, that were read before and after. Single indicators are each compound's own, so averages of a side
 *          are told only where no member that knows its own compounds could work out a single one of the rest, and an
 *          effect only where that holds for both sides together.
 * Units    averages in whole percent; points, low, high to a tenth of one.
 */
import { comparable, effectOf, type Compared, type Effect } from './effect.ts'
import { ENOUGH } from './verdict.ts'

/** So many compounds must stay unknown to every single member. */
const UNKNOWN = 2

type Owned = { communityId: string; companyId: string }
type Side = { before: number; after: number }
export type Evidence = {
  adopters: number
  others: number
  effect: Effect | null
  averages: { adopters: Side; others: Side } | null
}

export function evidenceOf(compounds: readonly (Compared & Owned)[]): Evidence {
  const compared = comparable(compounds)
  const [adopters, others] = sidesOf(compared)
  const enough = Math.min(adopters.length, others.length) >= ENOUGH && unknown(compared)
  const effect = enough ? effectOf(compared) : null
  const [had, hadNot] = sidesOf(effect ? compared : compounds)
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

const sidesOf = <One extends Compared>(compounds: readonly One[]): [One[], One[]] => [
  compounds.filter(({ adopted }) => adopted),
  compounds.filter(({ adopted }) => !adopted),
]

/** Whether every member leaves enough compounds that are not its own. */
function unknown(compounds: readonly Owned[]): boolean {
  const members = new Set(compounds.flatMap(({ communityId, companyId }) => [communityId, companyId]))
  return [...members].every(
    (member) =>
      compounds.filter(({ communityId, companyId }) => communityId !== member && companyId !== member).length >=
      UNKNOWN,
  )
}

const averageOf = (compounds: readonly Compared[]): Side => ({
  before: Math.round(mean(compounds.map(({ before }) => before))),
  after: Math.round(mean(compounds.map(({ after }) => after))),
})
const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
const tenth = (value: number) => Math.round(value * 10) / 10
