/**
 * Measurement: from which rounds an effect is measured, and how sure it must be to be called better or worse.
 *
 * Shapes   a cohort is what one round adds: the estates that adopted since the round before, in their first round, and those
 *          that had not adopted by its end. Cohorts are pooled in the order of their rounds. A round whose cohort cannot be compared
 *          is no measurement, so nothing changes by it.
 *          It is too early, `number` 0, while fewer are compared than ENOUGH adopters and as many others, or unequal sides that
 *          carry as much information, (ENOUGH / 2) summed over cohorts as m n / (m + n).
 *          Whoever looks again after each round finds something by chance in the end. So there are at most MEASUREMENTS, after
 *          which later cohorts change nothing, and each may err in an equal part of 5 in a hundred: `decisive` is where both ways
 *          exclude 0 with 98.75 %. All together call a useless practice better at most 2.5 times in a hundred, and worse as often.
 * Source   alpha spending, Lan & DeMets, Biometrika 70 (1983), 659, here by Boole's inequality; stacked cohorts, Cengiz et al.,
 *          Quarterly Journal of Economics 134 (2019), 1405.
 */
import { comparable, estimateEffect, type Effect, type EffectObservation } from './effect.ts'
import { ENOUGH, MEASUREMENTS, MIN_SIDE } from './verdict.ts'

/** The share of useless practices that all measurements together may call better or worse. */
const ERROR = 0.05
const DECISIVE = 1 - ERROR / MEASUREMENTS

export type Measurement<One> = {
  /** Which measurement it is, from 1; 0 while it is too early. */
  number: number
  compared: One[]
  effect: (Effect & { decisive: boolean }) | null
}

export function measure<One extends EffectObservation>(cohorts: readonly (readonly One[])[]): Measurement<One> {
  const compared: One[] = []
  let number = 0
  for (const cohort of cohorts) {
    const added = comparable(cohort)
    if (added.length === 0 || number === MEASUREMENTS) continue
    compared.push(...added)
    if (isEnough(compared)) number++
  }
  return { number, compared, effect: number === 0 ? null : decide(compared) }
}

function decide(compared: readonly EffectObservation[]): Measurement<EffectObservation>['effect'] {
  const [effect, surely] = [estimateEffect(compared), estimateEffect(compared, DECISIVE)]
  return effect && surely && { ...effect, decisive: surely.low > 0 || surely.high < 0 }
}

function isEnough(compared: readonly EffectObservation[]): boolean {
  const sides = [true, false].map((side) => new Set(listIds(compared, side)).size)
  return Math.min(...sides) >= MIN_SIDE && computeSize(compared) >= ENOUGH / 2
}

/** The information of the sizes: half as much as there are adopters where both sides are equal. */
function computeSize(compared: readonly EffectObservation[]): number {
  let size = 0
  for (const of of Map.groupBy(compared, ({ period }) => period).values()) {
    const adopted = listIds(of, true).length
    size += (adopted * (of.length - adopted)) / of.length
  }
  return size
}

const listIds = (compared: readonly EffectObservation[], side: boolean) =>
  compared.filter(({ adopted }) => adopted === side).map(({ estateId }) => estateId)
