/** What a rota comes to, in numbers. */
import { componentsOf } from './solver/components.ts'
import { apart, NEAR, type Days } from './solver/days.ts'
import type { Plan } from './solver/plan.ts'
import type { Facts } from './problem.ts'
import type { SolverModel } from './solver/world.ts'

export function summarizeRota(world: SolverModel, plan: Plan, days: Days): Facts {
  const may = world.visitors.map((_, v) => v).filter((v) => !world.visitors[v]!.gone && mayGoSomewhere(world, v))
  const loads = may.map((v) => plan.to[v]!.length)
  const ways = days.all.map(
    ({ visitor, compound }) => world.km[world.origin[visitor]! * world.compounds.length + compound]!,
  )
  const known = ways.filter((km) => !Number.isNaN(km))
  const kinds = plan.at.map((visitors) => new Set(visitors.map((v) => world.kind[v]!)))
  const dated = days.all.filter(({ day }) => day !== null)
  const byPerson = [...Map.groupBy(dated, ({ visitor, day }) => `${visitor} ${day}`).values()]
  const byCompound = [...Map.groupBy(dated, ({ compound, day }) => `${compound} ${day}`).values()]
  return {
    visits: days.all.length,
    kept: world.kept.length,
    people: plan.to.filter(({ length }) => length > 0).length,
    idle: loads.filter((load) => load === 0).length,
    least: Math.min(...(loads.length > 0 ? loads : [0])),
    most: Math.max(0, ...loads),
    groups: componentsOf(plan).count,
    km: Math.round(known.reduce((sum, km) => sum + km, 0) * 10) / 10,
    longestKm: Math.round(Math.max(0, ...known) * 10) / 10,
    unmeasured: ways.length - known.length,
    mixed: kinds.filter((seen) => seen.has(1) && seen.has(-1)).length,
    mixable: plan.at.filter(({ length }) => length > 1).length,
    days: new Set(dated.map(({ day }) => day)).size,
    paired: byPerson.filter((visits) =>
      isNear(
        world,
        visits.map(({ compound }) => compound),
      ),
    ).length,
    together: byCompound.reduce((sum, { length }) => sum + length - 1, 0),
  }
}

const isNear = (world: SolverModel, compounds: readonly number[]) =>
  compounds.some((a, i) => compounds.slice(i + 1).some((b) => apart(world, a, b) <= NEAR))

function mayGoSomewhere(world: SolverModel, visitor: number): boolean {
  if (world.cap[visitor] === 0) return false
  const row = world.member[visitor]! * world.compounds.length
  return world.forbidden.subarray(row, row + world.compounds.length).some((why) => why === 0)
}
