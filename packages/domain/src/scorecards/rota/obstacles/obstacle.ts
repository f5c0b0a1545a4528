/**
 * What stands in the way, named by the cut: where a flow ends short, the estates that can still be reached from one that
 * lacks a visit want more than all who may come there can make (Hall 1935), and nothing outside them matters.
 */
import { findComponents } from '../solver/components.ts'
import { reach } from '../solver/flow.ts'
import type { Plan } from '../solver/plan.ts'
import { relaxationsForDisconnection, relaxationsForShortage } from './relaxations.ts'
import type { OnProgress, Obstacle, Why, RotaProblem } from '../problem.ts'
import { CONFLICT, OWN_COMPANY, ruleAgainst, type SolverModel } from '../solver/world.ts'

/** Estates that lack a visit, looked at for the smallest set that explains it. */
const LOOKED_AT = 40

export function explainShortage(wish: RotaProblem, world: SolverModel, plan: Plan, heard: OnProgress): Obstacle {
  const violator = smallestViolator(world, plan)
  const estates = violator.map((c) => ({
    estateId: world.estates[c]!.estateId,
    name: world.estates[c]!.name,
    wanted: world.wanted[c]!,
  }))
  return {
    kind: 'short',
    estates,
    wanted: violator.reduce((sum, c) => sum + world.wanted[c]!, 0),
    possible: violator.reduce((sum, c) => sum + plan.at[c]!.length, 0),
    why: whyOf(world, violator),
    relaxations: relaxationsForShortage(wish, world, plan, violator, heard),
  }
}

export function explainDisconnection(wish: RotaProblem, world: SolverModel, plan: Plan): Obstacle {
  const { ofEstate, ofReviewer, count, extra } = findComponents(plan)
  const byGroup = Map.groupBy(
    world.estates.map((_, c) => c).filter((c) => plan.at[c]!.length > 0),
    (c) => ofEstate[c]!,
  )
  const groups = [...byGroup].map(([group, estates]) => ({
    estateIds: estates.map((c) => world.estates[c]!.estateId),
    names: estates.map((c) => world.estates[c]!.name),
    people: ofReviewer.reduce((sum, of, v) => sum + (of === group && plan.to[v]!.length > 0 ? 1 : 0), 0),
  }))
  return {
    kind: 'apart',
    groups: groups.sort((a, b) => b.estateIds.length - a.estateIds.length),
    visits: count - 1,
    because: extra.length === 0 ? 'numbers' : ruledApart(world, plan) ? 'rules' : 'search',
    relaxations: relaxationsForDisconnection(wish, world, plan, count),
  }
}

/** Of the estates reached from each that lacks a visit, the fewest; the first of equals. */
function smallestViolator(world: SolverModel, plan: Plan): number[] {
  const free = (v: number) => plan.to[v]!.length < world.cap[v]!
  return world.estates
    .map((_, c) => c)
    .filter((c) => plan.at[c]!.length < world.wanted[c]!)
    .slice(0, LOOKED_AT)
    .map((c) => reach(world, plan, c, free).estates)
    .reduce((least, estates) => (estates.length < least.length ? estates : least))
    .toSorted((a, b) => a - b)
}

function whyOf(world: SolverModel, violator: readonly number[]): Why {
  const why: Why = {
    people: 0,
    ownCompany: 0,
    ownCommunity: 0,
    conflict: 0,
    already: 0,
    noDays: 0,
    full: 0,
    may: 0,
  }
  const held = new Int32Array(world.reviewers.length)
  const here = new Uint8Array(world.reviewers.length)
  for (const { reviewer, estate } of world.kept) {
    held[reviewer] = held[reviewer]! + 1
    if (violator.includes(estate)) here[reviewer] = 1
  }
  world.reviewers.forEach(({ gone }, v) => {
    if (gone) return
    why.people += 1
    const reasons = violator.map((c) => ruleAgainst(world, v, c))
    if (here[v]) why.already += 1
    else if (reasons.some((reason) => reason === 0)) {
      if (world.dayCap[v]! <= held[v]!) why.noDays += 1
      else if (world.cap[v]! <= held[v]!) why.full += 1
      else why.may += 1
    } else if (reasons.includes(CONFLICT)) why.conflict += 1
    else if (reasons.every((reason) => reason === OWN_COMPANY)) why.ownCompany += 1
    else why.ownCommunity += 1
  })
  return why
}

/** Whether nobody may visit estates of different groups at all, numbers apart. */
function ruledApart(world: SolverModel, plan: Plan): boolean {
  const parent = world.estates.map((_, c) => c)
  const find = (c: number): number => (parent[c] === c ? c : (parent[c] = find(parent[c]!)))
  world.reviewers.forEach((_, v) => {
    if (world.cap[v]! < 2) return
    let first = -1
    for (let c = 0; c < parent.length; c++) {
      if (ruleAgainst(world, v, c) !== 0 && !plan.to[v]!.includes(c)) continue
      if (first < 0) first = c
      else parent[find(c)] = find(first)
    }
  })
  return new Set(parent.map((_, c) => find(c))).size > 1
}
