/**
 * Shorter ways and better mixed kinds, without breaking a rule: visitors of two visits are exchanged, or a visit is given to
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
/** Compounds near somebody, from which every second look is taken. */
const NEAREST = 12
const REPORTS = 50
const GAIN = 1e-9

export function improve(world: SolverModel, plan: Plan, heard: OnProgress = () => {}): void {
  const visits = movable(plan)
  if (visits.length === 0) return
  const parent = new Int32Array(world.visitors.length + world.compounds.length)
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
      for (let v = 0; v < world.visitors.length; v++)
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
    if (look % 4 === 3) tryGive(world, plan, visits, i, Math.floor(next() * world.visitors.length), holds, tried)
    else tryExchange(world, plan, visits, i, look % 2 ? anywhere() : nearTo(visits[i]!.visitor), holds, tried)
  }
}

/** For each visitor, visits at compounds near where they come from; a visit's place in the list keeps its compound. */
function nearby(world: SolverModel, visits: readonly Visit[], next: () => number): (visitor: number) => number {
  const at = world.compounds.map((): number[] => [])
  visits.forEach(({ compound }, i) => at[compound]!.push(i))
  const visited = at.flatMap((list, c) => (list.length > 0 ? [c] : []))
  const nearest = new Map<number, number[]>()
  return (visitor) => {
    const origin = world.origin[visitor]!
    if (!nearest.has(origin)) {
      const km = (c: number) => world.km[origin * world.compounds.length + c]!
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
  if (i === j || a.compound === b.compound) return false
  const gain = priceOf(world, plan, a, b.visitor) + priceOf(world, plan, b, a.visitor)
  if (gain > -GAIN || !mayExchange(world, plan, a, b)) return false
  tried.checks += 1
  exchange(world, plan, a, b)
  visits[i] = { visitor: b.visitor, compound: a.compound }
  visits[j] = { visitor: a.visitor, compound: b.compound }
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
  if (!takesOver(world, plan, taker, a.visitor) || !mayGo(world, plan, taker, a.compound)) return false
  if (priceOf(world, plan, a, taker) > -GAIN) return false
  tried.checks += 1
  giveTo(world, plan, a, taker)
  visits[i] = { visitor: taker, compound: a.compound }
  if (holds()) return true
  giveTo(world, plan, visits[i], a.visitor)
  visits[i] = a
  return false
}

/** What it costs more that somebody else comes: the way, and how far the kinds at the compound lean to one side, squared. */
function priceOf(world: SolverModel, plan: Plan, { visitor, compound }: Visit, instead: number): number {
  const change = world.kind[instead]! - world.kind[visitor]!
  const lean = plan.lean[compound]!
  return cost(world, instead, compound) - cost(world, visitor, compound) + change * (2 * lean + change)
}
