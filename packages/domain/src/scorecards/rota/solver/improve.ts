/**
 * Local search for shorter ways and mixed kinds, within the rules: exchanges the reviewers of two visits, or gives a visit to
 * somebody with one fewer, when the total cost falls and the graph stays connected. A small plan is searched until nothing
 * improves; in a large one a fixed number of pairs is tried, so that the time is bounded and the result reproducible.
 */
import { countComponents } from './components.ts'
import { exchange, giveTo, mayExchange, takesOver } from './join.ts'
import { cost, isAllowedVisit, listMovable, type Plan, type Visit } from './plan.ts'
import { random } from '../../random.ts'
import type { OnProgress } from '../problem.ts'
import type { SolverModel } from './model.ts'

/** With at most this many visits every pair is tried. */
const SMALL = 400
const SWEEPS = 40
const LOOKS = 2_000_000
/** The most cheaper changes that are checked for splitting the graph. */
const CHECKS = 8_000
/** Every second trial picks one of this many estates near the reviewer. */
const NEAREST = 12
const REPORTS = 50
const GAIN = 1e-9

export function improve(model: SolverModel, plan: Plan, onProgress: OnProgress = () => {}): void {
  const visits = listMovable(plan)
  if (visits.length === 0) return
  const parent = new Int32Array(model.reviewers.length + model.estates.length)
  const groups = countComponents(plan, parent)
  const holds = () => countComponents(plan, parent) <= groups
  const tried = { checks: 0 }
  if (visits.length <= SMALL) sweep(model, plan, visits, holds, tried)
  else sample(model, plan, visits, holds, tried, onProgress)
}

function sweep(model: SolverModel, plan: Plan, visits: Visit[], holds: () => boolean, tried: { checks: number }): void {
  for (let sweeps = 0, better = true; better && sweeps < SWEEPS; sweeps++) {
    better = false
    for (let i = 0; i < visits.length; i++) {
      for (let j = i + 1; j < visits.length; j++)
        better = tryExchange(model, plan, visits, i, j, holds, tried) || better
      for (let v = 0; v < model.reviewers.length; v++)
        better = tryGive(model, plan, visits, i, v, holds, tried) || better
    }
  }
}

function sample(
  model: SolverModel,
  plan: Plan,
  visits: Visit[],
  holds: () => boolean,
  tried: { checks: number },
  onProgress: OnProgress,
): void {
  const next = random(visits.length)
  const anywhere = () => Math.floor(next() * visits.length)
  const nearTo = nearby(model, visits, next)
  for (let look = 0; look < LOOKS && tried.checks < CHECKS; look++) {
    if (look % (LOOKS / REPORTS) === 0) onProgress({ step: 'improving', done: look, of: LOOKS })
    const i = Math.floor(next() * visits.length)
    if (look % 4 === 3) tryGive(model, plan, visits, i, Math.floor(next() * model.reviewers.length), holds, tried)
    else tryExchange(model, plan, visits, i, look % 2 ? anywhere() : nearTo(visits[i]!.reviewer), holds, tried)
  }
}

/** For each reviewer, the indices of visits to estates near their origin; the estate at an index never changes. */
function nearby(model: SolverModel, visits: readonly Visit[], next: () => number): (reviewer: number) => number {
  const at = model.estates.map((): number[] => [])
  visits.forEach(({ estate }, i) => at[estate]!.push(i))
  const visited = at.flatMap((list, c) => (list.length > 0 ? [c] : []))
  const nearest = new Map<number, number[]>()
  return (reviewer) => {
    const origin = model.origin[reviewer]!
    if (!nearest.has(origin)) {
      const km = (c: number) => model.km[origin * model.estates.length + c]!
      const known = visited.filter((c) => !Number.isNaN(km(c))).sort((a, b) => km(a) - km(b) || a - b)
      nearest.set(origin, known.length > 0 ? known.slice(0, NEAREST) : visited)
    }
    const near = nearest.get(origin)!
    const list = at[near[Math.floor(next() * near.length)]!]!
    return list[Math.floor(next() * list.length)]!
  }
}

function tryExchange(
  model: SolverModel,
  plan: Plan,
  visits: Visit[],
  i: number,
  j: number,
  holds: () => boolean,
  tried: { checks: number },
): boolean {
  const [a, b] = [visits[i]!, visits[j]!]
  if (i === j || a.estate === b.estate) return false
  const gain = computePrice(model, plan, a, b.reviewer) + computePrice(model, plan, b, a.reviewer)
  if (gain > -GAIN || !mayExchange(model, plan, a, b)) return false
  tried.checks += 1
  exchange(model, plan, a, b)
  visits[i] = { reviewer: b.reviewer, estate: a.estate }
  visits[j] = { reviewer: a.reviewer, estate: b.estate }
  if (holds()) return true
  exchange(model, plan, visits[i], visits[j])
  visits[i] = a
  visits[j] = b
  return false
}

function tryGive(
  model: SolverModel,
  plan: Plan,
  visits: Visit[],
  i: number,
  taker: number,
  holds: () => boolean,
  tried: { checks: number },
): boolean {
  const a = visits[i]!
  if (!takesOver(model, plan, taker, a.reviewer) || !isAllowedVisit(model, plan, taker, a.estate)) return false
  if (computePrice(model, plan, a, taker) > -GAIN) return false
  tried.checks += 1
  giveTo(model, plan, a, taker)
  visits[i] = { reviewer: taker, estate: a.estate }
  if (holds()) return true
  giveTo(model, plan, visits[i], a.reviewer)
  visits[i] = a
  return false
}

/** The change of cost when another reviewer makes the visit: by distance, and by the squared imbalance of kinds at the estate. */
function computePrice(model: SolverModel, plan: Plan, { reviewer, estate }: Visit, instead: number): number {
  const change = model.kind[instead]! - model.kind[reviewer]!
  const kindBalance = plan.kindBalance[estate]!
  return cost(model, instead, estate) - cost(model, reviewer, estate) + change * (2 * kindBalance + change)
}
