/**
 * Shorter ways and better mixed kinds, without breaking a rule: reviewers of two visits are exchanged, or a visit is given to
 * somebody with one fewer, as long as the whole gets cheaper and does not fall apart. A small plan is swept until nothing
 * gets better; of a large one a fixed number of pairs is looked at, so that it never takes longer and comes out the same.
 */
import { countComponents } from './components.ts'
import { exchange, giveTo, mayExchange, takesOver } from './join.ts'
import { cost, mayGo, movable, type Plan, type Visit } from './plan.ts'
import { random } from './random.ts'
import type { OnProgress } from '../problem.ts'
import type { SolverModel } from './world.ts'

/** Visits up to which every pair is looked at. */
const SMALL = 400
const SWEEPS = 40
const LOOKS = 2_000_000
/** Changes that looked cheaper and were checked for falling apart. */
const CHECKS = 8_000
/** Estates near somebody, from which every second look is taken. */
const NEAREST = 12
const REPORTS = 50
const GAIN = 1e-9

export function improve(world: SolverModel, plan: Plan, heard: OnProgress = () => {}): void {
  const visits = movable(plan)
  if (visits.length === 0) return
  const parent = new Int32Array(world.reviewers.length + world.estates.length)
  const groups = countComponents(plan, parent)
  const holds = () => countComponents(plan, parent) <= groups
  const tried = { checks: 0 }
  if (visits.length <= SMALL) sweep(world, plan, visits, holds, tried)
  else sample(world, plan, visits, holds, tried, heard)
}

function sweep(world: SolverModel, plan: Plan, visits: Visit[], holds: () => boolean, tried: { checks: number }): void {
  for (let sweeps = 0, better = true; better && sweeps < SWEEPS; sweeps++) {
    better = false
    for (let i = 0; i < visits.length; i++) {
      for (let j = i + 1; j < visits.length; j++)
        better = tryExchange(world, plan, visits, i, j, holds, tried) || better
      for (let v = 0; v < world.reviewers.length; v++)
        better = tryGive(world, plan, visits, i, v, holds, tried) || better
    }
  }
}

function sample(
  world: SolverModel,
  plan: Plan,
  visits: Visit[],
  holds: () => boolean,
  tried: { checks: number },
  heard: OnProgress,
): void {
  const next = random(visits.length)
  const anywhere = () => Math.floor(next() * visits.length)
  const nearTo = nearby(world, visits, next)
  for (let look = 0; look < LOOKS && tried.checks < CHECKS; look++) {
    if (look % (LOOKS / REPORTS) === 0) heard({ step: 'improving', done: look, of: LOOKS })
    const i = Math.floor(next() * visits.length)
    if (look % 4 === 3) tryGive(world, plan, visits, i, Math.floor(next() * world.reviewers.length), holds, tried)
    else tryExchange(world, plan, visits, i, look % 2 ? anywhere() : nearTo(visits[i]!.reviewer), holds, tried)
  }
}

/** For each reviewer, visits at estates near where they come from; a visit's place in the list keeps its estate. */
function nearby(world: SolverModel, visits: readonly Visit[], next: () => number): (reviewer: number) => number {
  const at = world.estates.map((): number[] => [])
  visits.forEach(({ estate }, i) => at[estate]!.push(i))
  const visited = at.flatMap((list, c) => (list.length > 0 ? [c] : []))
  const nearest = new Map<number, number[]>()
  return (reviewer) => {
    const origin = world.origin[reviewer]!
    if (!nearest.has(origin)) {
      const km = (c: number) => world.km[origin * world.estates.length + c]!
      const known = visited.filter((c) => !Number.isNaN(km(c))).sort((a, b) => km(a) - km(b) || a - b)
      nearest.set(origin, known.length > 0 ? known.slice(0, NEAREST) : visited)
    }
    const near = nearest.get(origin)!
    const list = at[near[Math.floor(next() * near.length)]!]!
    return list[Math.floor(next() * list.length)]!
  }
}

function tryExchange(
  world: SolverModel,
  plan: Plan,
  visits: Visit[],
  i: number,
  j: number,
  holds: () => boolean,
  tried: { checks: number },
): boolean {
  const [a, b] = [visits[i]!, visits[j]!]
  if (i === j || a.estate === b.estate) return false
  const gain = priceOf(world, plan, a, b.reviewer) + priceOf(world, plan, b, a.reviewer)
  if (gain > -GAIN || !mayExchange(world, plan, a, b)) return false
  tried.checks += 1
  exchange(world, plan, a, b)
  visits[i] = { reviewer: b.reviewer, estate: a.estate }
  visits[j] = { reviewer: a.reviewer, estate: b.estate }
  if (holds()) return true
  exchange(world, plan, visits[i], visits[j])
  visits[i] = a
  visits[j] = b
  return false
}

function tryGive(
  world: SolverModel,
  plan: Plan,
  visits: Visit[],
  i: number,
  taker: number,
  holds: () => boolean,
  tried: { checks: number },
): boolean {
  const a = visits[i]!
  if (!takesOver(world, plan, taker, a.reviewer) || !mayGo(world, plan, taker, a.estate)) return false
  if (priceOf(world, plan, a, taker) > -GAIN) return false
  tried.checks += 1
  giveTo(world, plan, a, taker)
  visits[i] = { reviewer: taker, estate: a.estate }
  if (holds()) return true
  giveTo(world, plan, visits[i], a.reviewer)
  visits[i] = a
  return false
}

/** What it costs more that somebody else comes: the way, and how far the kinds at the estate lean to one side, squared. */
function priceOf(world: SolverModel, plan: Plan, { reviewer, estate }: Visit, instead: number): number {
  const change = world.kind[instead]! - world.kind[reviewer]!
  const lean = plan.lean[estate]!
  return cost(world, instead, estate) - cost(world, reviewer, estate) + change * (2 * lean + change)
}
