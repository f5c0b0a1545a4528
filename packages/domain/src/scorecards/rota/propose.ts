/**
 * Rota: who visits which estate, on which day, so that a round is fair, connected and has short ways.
 *
 * Shapes   `propose(problem)` gives a Rota (new visits with days, and facts) or an Obstacle (why there is none, and the
 *          relaxations that help, smallest first). `relax(problem, relaxation)` is the problem as relaxed.
 * Rules    Nobody visits their own company's or community's estate, one they declared a conflict about, or an estate
 *          twice. Every estate gets its number. Loads are as even as these rules, `maxVisits`, absences and fixed visits let
 *          them be: no visit can pass, directly or along a chain, from one person to another who has at least two
 *          fewer; where nothing limits a person that means a difference of at most one,
 *          and otherwise connecting the graph comes first. Reviewers who make a visit and
 *          estates form one connected graph. At most `visitsPerDay` visits a person a day, on usable days without absence.
 * Aims     short ways, kinds of reviewers mixed at each estate, two near estates on one day, reviewers of one estate
 *          on different days, and other pairs than last time (`previousRounds` decides between equals).
 * Units    km in a straight line (haversine, earth radius 6371 km), one way, from a reviewer's home if given, else from the
 *          centre of their own member's estates in the round. Days are ISO dates.
 * Same     The same problem gives the same rota, in whatever order its lists come, as long as titles and names differ.
 * Source   Balanced loads: successive shortest paths on convex costs (Ahuja, Magnanti & Orlin 1993, ch. 14); obstacles:
 *          the minimum cut, a Hall violator. Connecting: an exchange of a visit on a cycle with one of another component.
 */
import { assignDays } from './solver/days.ts'
import { summarizeRota } from './facts.ts'
import { fillEstates } from './solver/flow.ts'
import { improve } from './solver/improve.ts'
import { addBridgingVisits, joinComponents } from './solver/join.ts'
import { explainDisconnection, explainShortage } from './obstacles/obstacle.ts'
import { createPlan, listMovable } from './solver/plan.ts'
import type { OnProgress, Obstacle, Rota, RotaProblem } from './problem.ts'
import { buildModel } from './solver/model.ts'

export { relax } from './obstacles/relax.ts'
export type { Conflict, Facts, Assignee, Obstacle, Relaxation, Rota, Site, RotaProblem } from './problem.ts'

export function propose(
  problem: RotaProblem,
  onProgress: OnProgress = () => {},
): { rota: Rota; obstacle: null } | { rota: null; obstacle: Obstacle } {
  const model = buildModel(problem)
  const plan = createPlan(model)
  if (!fillEstates(model, plan, onProgress))
    return { rota: null, obstacle: explainShortage(problem, model, plan, onProgress) }
  let groups = joinComponents(model, plan, onProgress, problem.unlinked)
  if (groups > 1 && problem.bridge) groups = addBridgingVisits(model, plan)
  if (groups > 1 && !problem.unlinked) return { rota: null, obstacle: explainDisconnection(problem, model, plan) }
  improve(model, plan, onProgress)
  const days = assignDays(model, plan)
  onProgress({ step: 'days', done: 1, of: 1 })
  const pairs = listMovable(plan).map(({ reviewer, estate }) => ({
    seatId: model.reviewers[reviewer]!.seatId,
    estateId: model.estates[estate]!.estateId,
    day: days.of(reviewer, estate),
  }))
  const dated = model.fixedVisits
    .filter(({ day, reviewer, estate }) => day === null && days.of(reviewer, estate) !== null)
    .map(({ reviewer, estate }) => ({
      seatId: model.reviewers[reviewer]!.seatId,
      estateId: model.estates[estate]!.estateId,
      day: days.of(reviewer, estate)!,
    }))
  return { rota: { pairs, dated, facts: summarizeRota(model, plan, days) }, obstacle: null }
}

/** The facts of the fixed visits alone. */
export function summarizeFixedVisits(problem: RotaProblem): Rota['facts'] {
  const model = buildModel({
    ...problem,
    requiredVisits: 0,
    estates: problem.estates.map((known) => ({ ...known, wanted: 0 })),
  })
  const plan = createPlan(model)
  return summarizeRota(model, plan, assignDays(model, plan))
}
