/** A rota in numbers. */
import { findComponents } from './solver/components.ts'
import { distanceBetween, NEAR, type Days } from './solver/days.ts'
import type { Plan } from './solver/plan.ts'
import type { Facts } from './problem.ts'
import type { SolverModel } from './solver/model.ts'

export function summarizeRota(model: SolverModel, plan: Plan, days: Days): Facts {
  const may = model.reviewers.map((_, v) => v).filter((v) => !model.reviewers[v]!.gone && mayGoSomewhere(model, v))
  const loads = may.map((v) => plan.to[v]!.length)
  const ways = days.all.map(
    ({ reviewer, estate }) => model.km[model.origin[reviewer]! * model.estates.length + estate]!,
  )
  const known = ways.filter((km) => !Number.isNaN(km))
  const kinds = plan.at.map((reviewers) => new Set(reviewers.map((v) => model.kind[v]!)))
  const dated = days.all.filter(({ day }) => day !== null)
  const byPerson = [...Map.groupBy(dated, ({ reviewer, day }) => `${reviewer} ${day}`).values()]
  const byEstate = [...Map.groupBy(dated, ({ estate, day }) => `${estate} ${day}`).values()]
  return {
    visits: days.all.length,
    fixedVisits: model.fixedVisits.length,
    reviewers: plan.to.filter(({ length }) => length > 0).length,
    idle: loads.filter((load) => load === 0).length,
    minLoad: Math.min(...(loads.length > 0 ? loads : [0])),
    maxLoad: Math.max(0, ...loads),
    groups: findComponents(plan).count,
    km: Math.round(known.reduce((sum, km) => sum + km, 0) * 10) / 10,
    longestKm: Math.round(Math.max(0, ...known) * 10) / 10,
    unmeasured: ways.length - known.length,
    mixed: kinds.filter((seen) => seen.has(1) && seen.has(-1)).length,
    mixable: plan.at.filter(({ length }) => length > 1).length,
    days: new Set(dated.map(({ day }) => day)).size,
    paired: byPerson.filter((visits) =>
      isNear(
        model,
        visits.map(({ estate }) => estate),
      ),
    ).length,
    together: byEstate.reduce((sum, { length }) => sum + length - 1, 0),
  }
}

const isNear = (model: SolverModel, estates: readonly number[]) =>
  estates.some((a, i) => estates.slice(i + 1).some((b) => distanceBetween(model, a, b) <= NEAR))

function mayGoSomewhere(model: SolverModel, reviewer: number): boolean {
  if (model.cap[reviewer] === 0) return false
  const row = model.member[reviewer]! * model.estates.length
  return model.forbidden.subarray(row, row + model.estates.length).some((why) => why === 0)
}
