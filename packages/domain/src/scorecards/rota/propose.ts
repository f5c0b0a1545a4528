/**
 * Rota: who visits which estate, on which day, so that a round is fair, linked and short to walk.
 *
 * Shapes   `propose(wish)` gives a Rota (new visits with days, and facts) or an Obstacle (what stands in the way, and the
 *          relaxations that were tried and do help, smallest first). `relax(wish, relaxation)` is the wish as relaxed.
 * Rules    Nobody visits their own company's or community's estate, one they declared a conflict about, or an estate
 *          twice. Every estate gets its number. Loads are as even as these rules, `most`, absences and kept visits let
 *          them be: no visit can be handed on, directly or along a chain, from one person to another who has at least two
 *          fewer; where nobody is held back that means a difference of at most one,
 *          and where somebody is, linking the graph goes before it. Reviewers who go anywhere and
 *          estates form one connected graph. At most `aDay` visits a person a day, on usable days without absence.
 * Wishes   short ways, kinds of reviewers mixed at each estate, two near estates on one day, reviewers of one estate
 *          on different days, and others than last time (`turn` counts the rounds before).
 * Units    km in a straight line (haversine, earth radius 6371 km), one way, from a reviewer's home if given, else from the
 *          centre of their own member's estates in the round. Days are ISO dates.
 * Same     The same wish gives the same rota, in whatever order its lists come, as long as titles and names differ.
 * Source   Balanced loads: successive shortest paths on convex costs (Ahuja, Magnanti & Orlin 1993, ch. 14); obstacles:
 *          the minimum cut, a Hall violator. Linking: an exchange of a visit on a cycle with one of another component.
 */
import { daysOf } from './solver/days.ts'
import { summarizeRota } from './facts.ts'
import { fill } from './solver/flow.ts'
import { improve } from './solver/improve.ts'
import { bridge, join } from './solver/join.ts'
import { explainDisconnection, explainShortage } from './obstacles/obstacle.ts'
import { createPlan, movable } from './solver/plan.ts'
import type { OnProgress, Obstacle, Rota, RotaProblem } from './problem.ts'
import { buildModel } from './solver/world.ts'

export { relax } from './obstacles/relax.ts'
export type { Conflict, Facts, Assignee, Obstacle, Relaxation, Rota, Site, RotaProblem } from './problem.ts'

export function propose(
  wish: RotaProblem,
  heard: OnProgress = () => {},
): { rota: Rota; obstacle: null } | { rota: null; obstacle: Obstacle } {
  const world = buildModel(wish)
  const plan = createPlan(world)
  if (!fill(world, plan, heard)) return { rota: null, obstacle: explainShortage(wish, world, plan, heard) }
  let groups = join(world, plan, heard, wish.unlinked)
  if (groups > 1 && wish.bridge) groups = bridge(world, plan)
  if (groups > 1 && !wish.unlinked) return { rota: null, obstacle: explainDisconnection(wish, world, plan) }
  improve(world, plan, heard)
  const days = daysOf(world, plan)
  heard({ step: 'days', done: 1, of: 1 })
  const pairs = movable(plan).map(({ reviewer, estate }) => ({
    seatId: world.reviewers[reviewer]!.seatId,
    estateId: world.estates[estate]!.estateId,
    day: days.of(reviewer, estate),
  }))
  const dated = world.kept
    .filter(({ day, reviewer, estate }) => day === null && days.of(reviewer, estate) !== null)
    .map(({ reviewer, estate }) => ({
      seatId: world.reviewers[reviewer]!.seatId,
      estateId: world.estates[estate]!.estateId,
      day: days.of(reviewer, estate)!,
    }))
  return { rota: { pairs, dated, facts: summarizeRota(world, plan, days) }, obstacle: null }
}

/** A wish stripped to what cannot be moved any more: what a plan looks like as it stands. */
export function look(wish: RotaProblem): Rota['facts'] {
  const world = buildModel({
    ...wish,
    wanted: 0,
    estates: wish.estates.map((known) => ({ ...known, wanted: 0 })),
  })
  const plan = createPlan(world)
  return summarizeRota(world, plan, daysOf(world, plan))
}
