import { describe, expect, test } from 'vitest'
import { propose, relax, type RotaProblem } from '../propose.ts'
import { findComponents } from './components.ts'
import { fillEstates, findAugmentingChain } from './flow.ts'
import { exchange, giveTo, joinComponents, mayExchange, takesOver } from './join.ts'
import { buildModel, type SolverModel } from './model.ts'
import { createPlan, isAllowedVisit, listMovable, type Plan } from './plan.ts'
import { broken, forbidden, randomProblem } from './testProblems.ts'

describe('worlds made by chance', () => {
  const seeds = Array.from({ length: 300 * Number(process.env['BILIN_PROVE'] ?? 1) }, (_, seed) => seed)

  test('what is proposed breaks no rule, and what cannot be has a way out that was tried', () => {
    let proposed = 0
    for (const seed of seeds) {
      let problem = randomProblem(seed)
      for (let steps = 0; steps < 4; steps++) {
        const { rota, obstacle } = propose(problem)
        if (rota) {
          expect(broken(problem, rota), `seed ${seed}`).toEqual([])
          proposed += 1
          break
        }
        expect(obstacle.relaxations.length, `seed ${seed}`).toBeGreaterThan(0)
        for (const relaxation of obstacle.relaxations) {
          const then = propose(relax(problem, relaxation)).obstacle
          const overcome = obstacle.kind === 'short' ? then?.kind !== 'short' : then === null
          expect(overcome, `seed ${seed} ${relaxation.kind}`).toBe(true)
        }
        problem = relax(problem, obstacle.relaxations[0]!)
      }
    }
    expect(proposed).toBe(seeds.length)
  })

  test('loads are as even as the rules allow: no chain of handing on leads to somebody with two fewer', () => {
    for (const seed of seeds) {
      const problem = { ...randomProblem(seed), unlinked: true }
      const { rota } = propose(problem)
      if (rota) expect(unevenness(problem, rota.pairs), `seed ${seed}`).toBeLessThan(2)
    }
  })

  test('what is called impossible is: trying all of them finds nothing either', () => {
    let impossible = 0
    for (const seed of Array.from({ length: 150 }, (_, at) => at + 1000)) {
      const problem = { ...randomProblem(seed, 2), fixedVisits: [] }
      const { obstacle } = propose(problem)
      if (obstacle?.kind !== 'short') continue
      impossible += 1
      expect(mostVisits(problem), `seed ${seed}`).toBeLessThan(
        problem.estates.reduce(
          (sum, { requiredVisits: requiredVisits }) => sum + (requiredVisits ?? problem.requiredVisits),
          0,
        ),
      )
      expect(obstacle.possible).toBeLessThan(obstacle.requiredVisits)
    }
    expect(impossible).toBeGreaterThan(20)
  })

  test('no estate is named as an obstacle without need: without any one of them the others get their visits', () => {
    const counted = { named: 0, beforehand: 0 }
    for (const seed of seeds) {
      const problem = randomProblem(seed)
      const { obstacle } = propose(problem)
      if (obstacle?.kind !== 'short') continue
      expect(obstacle.minimal).toBe(true)
      const named = obstacle.estates.map(({ estateId }) => estateId)
      expect(isShort(problem, named), `seed ${seed}`).toBe(true)
      for (const id of named) expect(isShort(problem, withoutOne(named, id)), `seed ${seed} ${id}`).toBe(false)
      counted.named += 1
      // The control: the set that is reached from an estate that lacks a visit.
      const model = buildModel(problem)
      const plan = createPlan(model)
      fillEstates(model, plan)
      const lacking = model.estates.findIndex((_, c) => plan.at[c]!.length < model.requiredVisits[c]!)
      const free = (v: number) => plan.to[v]!.length < model.cap[v]!
      const reached = findAugmentingChain(model, plan, lacking, free).estates.map((c) => model.estates[c]!.estateId)
      if (reached.some((id) => isShort(problem, withoutOne(reached, id)))) counted.beforehand += 1
    }
    expect(counted.named).toBeGreaterThan(15)
    expect(counted.beforehand).toBeGreaterThan(2)
  })

  test('groups are called apart only where no exchange of two visits would join any', () => {
    const counted = { apart: 0, joinable: 0 }
    for (const seed of seeds) {
      const model = buildModel(randomProblem(seed))
      const plan = createPlan(model)
      if (!fillEstates(model, plan)) continue
      if (findComponents(plan).count > 1 && joinsByOne(model, plan)) counted.joinable += 1
      if (joinComponents(model, plan) === 1) continue
      counted.apart += 1
      expect(joinsByOne(model, plan), `seed ${seed}`).toBe(false)
    }
    expect(counted.apart).toBeGreaterThan(20)
    // The control: before they were joined.
    expect(counted.joinable).toBeGreaterThan(10)
  })
})

const withoutOne = (ids: readonly string[], id: string) => ids.filter((other) => other !== id)

/** Whether these estates alone cannot all get their visits. */
function isShort(problem: RotaProblem, ids: readonly string[]): boolean {
  const estates = problem.estates.map((estate) => ({
    ...estate,
    requiredVisits: ids.includes(estate.estateId) ? (estate.requiredVisits ?? problem.requiredVisits) : 0,
  }))
  const model = buildModel({ ...problem, estates })
  return !fillEstates(model, createPlan(model))
}

/** Tries every exchange of two visits, and every visit given to somebody who has one fewer. */
function joinsByOne(model: SolverModel, plan: Plan): boolean {
  const { count } = findComponents(plan)
  const visits = listMovable(plan)
  const joined = () => findComponents(plan).count < count
  return visits.some((one) => {
    const swapped = visits.some((other) => {
      if (!mayExchange(model, plan, one, other)) return false
      exchange(model, plan, one, other)
      const better = joined()
      exchange(model, plan, { ...one, reviewer: other.reviewer }, { ...other, reviewer: one.reviewer })
      return better
    })
    const given = model.reviewers.some((_, taker) => {
      if (plan.to[taker]!.length === 0 || !takesOver(model, plan, taker, one.reviewer)) return false
      if (!isAllowedVisit(model, plan, taker, one.estate)) return false
      giveTo(model, plan, one, taker)
      const better = joined()
      giveTo(model, plan, { ...one, reviewer: taker }, one.reviewer)
      return better
    })
    return swapped || given
  })
}

/** The greatest difference of loads that passing a visit on could still even out; fixed visits stay. */
function unevenness(problem: RotaProblem, pairs: readonly { seatId: string; estateId: string }[]): number {
  const fixedVisits = problem.fixedVisits ?? []
  const load = new Map(problem.reviewers.map(({ seatId }) => [seatId, 0]))
  for (const { seatId } of [...pairs, ...fixedVisits]) load.set(seatId, load.get(seatId)! + 1)
  const room = ({ seatId, maxVisits, absent = [] }: RotaProblem['reviewers'][number]) => {
    const held = fixedVisits.filter((pair) => pair.seatId === seatId)
    const days = problem.days!.filter((day) => !absent.includes(day))
    const slots = days.reduce(
      (sum, day) => sum + Math.max(0, problem.visitsPerDay! - held.filter((pair) => pair.day === day).length),
      0,
    )
    const free = slots - held.filter(({ day }) => !day).length
    return Math.max(held.length, Math.min(held.length + Math.max(0, free), maxVisits ?? problem.maxVisits ?? Infinity))
  }
  const goes = new Set([...pairs, ...fixedVisits].map(({ seatId, estateId }) => `${seatId} ${estateId}`))
  let worst = 0
  for (const { seatId: from } of problem.reviewers) {
    const reached = new Set([from])
    for (const giver of reached)
      for (const { estateId } of pairs.filter(({ seatId }) => seatId === giver))
        for (const { seatId } of problem.reviewers)
          if (!goes.has(`${seatId} ${estateId}`) && !forbidden(problem, seatId, estateId)) reached.add(seatId)
    for (const reviewer of problem.reviewers)
      if (reached.has(reviewer.seatId) && load.get(reviewer.seatId)! < room(reviewer))
        worst = Math.max(worst, load.get(from)! - load.get(reviewer.seatId)!)
  }
  return worst
}

/** By trying: each estate in turn takes every choice of reviewers there is room for. */
function mostVisits(problem: RotaProblem): number {
  const room = problem.reviewers.map(({ maxVisits, absent = [] }) =>
    Math.min(
      maxVisits ?? problem.maxVisits ?? Infinity,
      problem.visitsPerDay! * problem.days!.filter((day) => !absent.includes(day)).length,
    ),
  )
  const slots = problem.estates.flatMap(({ estateId, requiredVisits: requiredVisits }) =>
    Array.from({ length: requiredVisits ?? problem.requiredVisits }, () => estateId),
  )
  const went = new Set<string>()
  const seen = new Map<string, number>()
  const best = (at: number): number => {
    if (at === slots.length) return 0
    const key = `${at} ${room.join()} ${[...went]
      .filter((pair) => pair.endsWith(` ${slots[at]}`))
      .sort()
      .join()}`
    const known = seen.get(key)
    if (known !== undefined) return known
    let most = best(at + 1)
    problem.reviewers.forEach(({ seatId }, v) => {
      const pair = `${seatId} ${slots[at]}`
      if (room[v]! <= 0 || went.has(pair) || forbidden(problem, seatId, slots[at]!)) return
      went.add(pair)
      room[v]! -= 1
      most = Math.max(most, 1 + best(at + 1))
      went.delete(pair)
      room[v]! += 1
    })
    seen.set(key, most)
    return most
  }
  return best(0)
}
