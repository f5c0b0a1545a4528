/**
 * Evidence: what a published round may show everybody of a practice's effect, and when it is too little.
 *
 * Shapes   `adopters`, `others`: the number of estates that were compared or, where there are too few, that have a result before and
 *          after; an estate that adopts later is among the others until then. Results of single indicators are confidential to each
 *          estate, so averages of a side are shown only where no member, knowing its own estates, could compute the result of another
 *          one, in no cohort: whoever saw the averages before a cohort came could subtract them. An effect is shown only where that
 *          holds for both sides together.
 * Units    averages in whole percent, those of the others weighted as the adopters are over the cohorts; points, low, high to a
 *          tenth of a percent.
 */
import type { EffectObservation } from './effect.ts'
import { measure, type Measurement } from './measurement.ts'

/** The number of estates of a side whose results no single member may know. */
const MIN_UNKNOWN_ESTATES = 2

type Owned = { communityId: string; companyId: string }
type Observation = EffectObservation & Owned
type Side = { before: number; after: number }
export type Evidence = {
  measurement: number
  adopters: number
  others: number
  effect: Measurement<Observation>['effect']
  averages: { adopters: Side; others: Side } | null
}

export function computeEvidence(cohorts: readonly (readonly Observation[])[]): Evidence {
  const { number, compared, effect: found } = measure(cohorts)
  const effect = unknown(compared) ? found : null
  const [had, hadNot] = splitSides(effect ? compared : cohorts.flat())
  return {
    measurement: number,
    adopters: countEstates(had),
    others: countEstates(hadNot),
    effect: effect && {
      points: tenth(effect.points),
      low: tenth(effect.low),
      high: tenth(effect.high),
      decisive: effect.decisive,
    },
    averages: effect && computeAverages(compared),
  }
}

const countEstates = (estates: readonly Observation[]) => new Set(estates.map(({ estateId }) => estateId)).size

const splitSides = (estates: readonly Observation[]): [Observation[], Observation[]] => [
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

function computeAverages(compared: readonly Observation[]): Evidence['averages'] {
  const cohorts = [...Map.groupBy(compared, ({ period }) => period).values()].map(splitSides)
  if (!cohorts.every((sides) => sides.every(unknown))) return null
  const total = cohorts.reduce((sum, [had]) => sum + had.length, 0)
  const average = (side: 0 | 1, when: keyof Side) =>
    Math.round(
      cohorts.reduce((sum, sides) => sum + sides[0].length * mean(sides[side].map((one) => one[when])), 0) / total,
    )
  const both = (side: 0 | 1): Side => ({ before: average(side, 'before'), after: average(side, 'after') })
  return { adopters: both(0), others: both(1) }
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
const tenth = (value: number) => Math.round(value * 10) / 10
