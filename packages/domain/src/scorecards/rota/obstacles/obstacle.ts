/**
 * Explains why no rota exists.
 *
 * When the maximum flow leaves an estate short of visits, the estates reachable from it in the residual graph form a Hall
 * violator: together they need more visits than all reviewers allowed there can make (Hall 1935). That set, without the estates that it
 * does not need (shrink.ts), is what the coordinator sees, with the smallest relaxations that make all visits possible.
 */
import { findComponents } from '../solver/components.ts'
import { findAugmentingChain } from '../solver/flow.ts'
import type { Plan } from '../solver/plan.ts'
import { relaxationsForDisconnection, relaxationsForShortage } from './relaxations.ts'
import { shrinkViolator } from './shrink.ts'
import type { OnProgress, Obstacle, ReasonCounts, RotaProblem } from '../problem.ts'
import { CONFLICT, OWN_COMPANY, ruleAgainst, type SolverModel } from '../solver/model.ts'

/** Of the estates that lack a visit, the most that are tried to find the smallest violator. */
const MAX_ESTATES_TRIED = 40

export function explainShortage(
  problem: RotaProblem,
  model: SolverModel,
  plan: Plan,
  onProgress: OnProgress,
): Obstacle {
  const found = findSmallestViolator(model, plan)
  const { estates: violator, possible, minimal } = shrinkViolator(model, found)
  const estates = violator.map((c) => ({
    estateId: model.estates[c]!.estateId,
    name: model.estates[c]!.name,
    requiredVisits: model.requiredVisits[c]!,
  }))
  return {
    kind: 'short',
    estates,
    requiredVisits: violator.reduce((sum, c) => sum + model.requiredVisits[c]!, 0),
    possible,
    minimal,
    oneOfSeveral: !minimal || violator.length < found.length,
    why: countReasons(model, violator),
    relaxations: relaxationsForShortage(problem, model, plan, found, onProgress),
  }
}

export function explainDisconnection(problem: RotaProblem, model: SolverModel, plan: Plan): Obstacle {
  const { ofEstate, ofReviewer, count, extra } = findComponents(plan)
  const byGroup = Map.groupBy(
    model.estates.map((_, c) => c).filter((c) => plan.at[c]!.length > 0),
    (c) => ofEstate[c]!,
  )
  const groups = [...byGroup].map(([group, estates]) => ({
    estateIds: estates.map((c) => model.estates[c]!.estateId),
    names: estates.map((c) => model.estates[c]!.name),
    reviewers: ofReviewer.reduce((sum, of, v) => sum + (of === group && plan.to[v]!.length > 0 ? 1 : 0), 0),
  }))
  return {
    kind: 'apart',
    groups: groups.sort((a, b) => b.estateIds.length - a.estateIds.length),
    visits: count - 1,
    because: extra.length === 0 ? 'numbers' : isApartByRules(model, plan) ? 'rules' : 'search',
    relaxations: relaxationsForDisconnection(problem, model, plan, count),
  }
}

/** The smallest of the violators found from the estates that lack a visit; the first of equal ones. */
function findSmallestViolator(model: SolverModel, plan: Plan): number[] {
  const free = (v: number) => plan.to[v]!.length < model.cap[v]!
  return model.estates
    .map((_, c) => c)
    .filter((c) => plan.at[c]!.length < model.requiredVisits[c]!)
    .slice(0, MAX_ESTATES_TRIED)
    .map((c) => findAugmentingChain(model, plan, c, free).estates)
    .reduce((least, estates) => (estates.length < least.length ? estates : least))
    .toSorted((a, b) => a - b)
}

function countReasons(model: SolverModel, violator: readonly number[]): ReasonCounts {
  const why: ReasonCounts = {
    reviewers: 0,
    ownCompany: 0,
    ownCommunity: 0,
    conflict: 0,
    already: 0,
    noDays: 0,
    full: 0,
    may: 0,
  }
  const held = new Int32Array(model.reviewers.length)
  const here = new Uint8Array(model.reviewers.length)
  for (const { reviewer, estate } of model.fixedVisits) {
    held[reviewer] = held[reviewer]! + 1
    if (violator.includes(estate)) here[reviewer] = 1
  }
  model.reviewers.forEach(({ gone }, v) => {
    if (gone) return
    why.reviewers += 1
    const reasons = violator.map((c) => ruleAgainst(model, v, c))
    if (here[v]) why.already += 1
    else if (reasons.some((reason) => reason === 0)) {
      if (model.dayCap[v]! <= held[v]!) why.noDays += 1
      else if (model.cap[v]! <= held[v]!) why.full += 1
      else why.may += 1
    } else if (reasons.includes(CONFLICT)) why.conflict += 1
    else if (reasons.every((reason) => reason === OWN_COMPANY)) why.ownCompany += 1
    else why.ownCommunity += 1
  })
  return why
}

/** Whether the rules alone keep the groups apart, whatever the numbers of visits. */
function isApartByRules(model: SolverModel, plan: Plan): boolean {
  const parent = model.estates.map((_, c) => c)
  const find = (c: number): number => (parent[c] === c ? c : (parent[c] = find(parent[c]!)))
  model.reviewers.forEach((_, v) => {
    if (model.cap[v]! < 2) return
    let first = -1
    for (let c = 0; c < parent.length; c++) {
      if (ruleAgainst(model, v, c) !== 0 && !plan.to[v]!.includes(c)) continue
      if (first < 0) first = c
      else parent[find(c)] = find(first)
    }
  })
  return new Set(parent.map((_, c) => find(c))).size > 1
}
