/** Measures: how well the effect that is published, and the one that was published before, tell the truth. Over many worlds. */
import { analyseCovariance, type Effect } from '../effect.ts'
import { measure } from '../measurement.ts'
import { simulate, type World } from './simulated.ts'

type Published = Effect & { decisive: boolean }
export type Estimate = (world: World) => (Published | null)[]

/**
 * `measured` is the share of the worlds in which there was an effect at all. Of those, `bias` is the mean error of the last one and
 * `covered` the share whose last interval held the truth. `better`, `worse`: the share of all worlds in which it was ever called that.
 */
export function measureWorlds(world: Omit<World, 'seed'>, worlds: number, estimate: Estimate) {
  const sum = { measured: 0, bias: 0, covered: 0, better: 0, worse: 0 }
  for (let seed = 1; seed <= worlds; seed++) {
    const found = estimate({ ...world, seed }).filter((effect) => effect !== null)
    const last = found.at(-1)
    if (!last) continue
    sum.measured++
    sum.bias += last.points - world.effect
    if (last.low <= world.effect && world.effect <= last.high) sum.covered++
    if (found.some(({ decisive, low }) => decisive && low > 0)) sum.better++
    if (found.some(({ decisive, high }) => decisive && high < 0)) sum.worse++
  }
  const { measured, bias, covered, better, worse } = sum
  return {
    measured: measured / worlds,
    bias: bias / Math.max(1, measured),
    covered: covered / Math.max(1, measured),
    better: better / worlds,
    worse: worse / worlds,
  }
}

/** After each round, from all cohorts until then. */
export const published: Estimate = (world) => {
  const { cohorts } = simulate(world)
  return cohorts.map((_, at) => measure(cohorts.slice(0, at + 1)).effect)
}

/** As it was before: analysis of covariance alone, of all adopters in each round anew, from three estates on a side. */
export const publishedBefore: Estimate = (world) =>
  Array.from({ length: world.rounds - 1 }, (_, at) => {
    const { whole } = simulate({ ...world, rounds: at + 2 })
    const sides = [true, false].map((side) => whole.filter(({ adopted }) => adopted === side).length)
    const effect = Math.min(...sides) >= 3 ? analyseCovariance(whole) : null
    return effect && { ...effect, decisive: effect.low > 0 || effect.high < 0 }
  })
