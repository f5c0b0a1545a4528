/** What a rota comes to, in numbers. */
import { findComponents } from './solver/components.ts'
import { apart, NEAR, type Days } from './solver/days.ts'
import type { Plan } from './solver/plan.ts'
import type { Facts } from './problem.ts'
import type { SolverModel } from './solver/world.ts'

export function summarizeRota(world: SolverModel, plan: Plan, days: Days): Facts {
  const may = world.reviewers.map((_, v) => v).filter((v) => !world.reviewers[v]!.gone && mayGoSomewhere(world, v))
  const loads = may.map((v) => plan.to[v]!.length)
  const ways = days.all.map(
    ({ reviewer, estate }) => world.km[world.origin[reviewer]! * world.estates.length + estate]!,
  )
  const known = ways.filter((km) => !Number.isNaN(km))
  const kinds = plan.at.map((reviewers) => new Set(reviewers.map((v) => world.kind[v]!)))
  const dated = days.all.filter(({ day }) => day !== null)
  const byPerson = [...Map.groupBy(dated, ({ reviewer, day }) => `${reviewer} ${day}`).values()]
  const byEstate = [...Map.groupBy(dated, ({ estate, day }) => `${estate} ${day}`).values()]
  return {
    visits: days.all.length,
    kept: world.kept.length,
    people: plan.to.filter(({ length }) => length > 0).length,
    idle: loads.filter((load) => load === 0).length,
    least: Math.min(...(loads.length > 0 ? loads : [0])),
    most: Math.max(0, ...loads),
    groups: findComponents(plan).count,
    km: Math.round(known.reduce((sum, km) => sum + km, 0) * 10) / 10,
    longestKm: Math.round(Math.max(0, ...known) * 10) / 10,
    unmeasured: ways.length - known.length,
    mixed: kinds.filter((seen) => seen.has(1) && seen.has(-1)).length,
    mixable: plan.at.filter(({ length }) => length > 1).length,
    days: new Set(dated.map(({ day }) => day)).size,
    paired: byPerson.filter((visits) =>
      isNear(
        world,
        visits.map(({ estate }) => estate),
      ),
    ).length,
    together: byEstate.reduce((sum, { length }) => sum + length - 1, 0),
  }
}

const isNear = (world: SolverModel, estates: readonly number[]) =>
  estates.some((a, i) => estates.slice(i + 1).some((b) => apart(world, a, b) <= NEAR))

function mayGoSomewhere(world: SolverModel, reviewer: number): boolean {
  if (world.cap[reviewer] === 0) return false
  const row = world.member[reviewer]! * world.estates.length
  return world.forbidden.subarray(row, row + world.estates.length).some((why) => why === 0)
}
