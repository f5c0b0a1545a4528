/** For tests: random problems, and a checker that knows the rules and nothing of the solver. */
import type { Day } from '../../../calendar.ts'
import type { Rota, RotaProblem } from '../propose.ts'
import { random } from '../../random.ts'

export const testDays: Day[] = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16']

/** Companies, communities, absences, conflicts and fixed visits, few enough to look at and as many as `size` allows. */
export function randomProblem(seed: number, size = 12): RotaProblem {
  const next = random(seed)
  const upTo = (most: number) => Math.floor(next() * (most + 1))
  const estates = Array.from({ length: 2 + upTo(size) }, (_, i) => ({
    estateId: `e${i}`,
    name: `小区${i}`,
    companyId: `company${upTo(i)}`,
    communityId: `community${upTo(3)}`,
    ...(next() < 0.8 ? { lat: 31.9 + next() * 0.1, lng: 120.9 + next() * 0.1 } : {}),
    ...(next() < 0.1 ? { requiredVisits: 1 + upTo(2) } : {}),
  }))
  const reviewers = Array.from({ length: 3 + upTo(size * 2) }, (_, i) => {
    const kind = next() < 0.5 ? ('company' as const) : ('community' as const)
    return {
      seatId: `s${i}`,
      title: `座${i}`,
      memberId: kind === 'company' ? `company${upTo(estates.length)}` : `community${upTo(4)}`,
      kind,
      absent: testDays.filter(() => next() < 0.15),
      ...(next() < 0.1 ? { most: 1 + upTo(3) } : {}),
    }
  })
  const conflicts = Array.from({ length: upTo(3) }, () => ({
    memberId: `company${upTo(estates.length)}`,
    ...(next() < 0.5 ? { companyId: `company${upTo(3)}` } : { estateId: `e${upTo(estates.length - 1)}` }),
  }))
  const problem: RotaProblem = {
    reviewers,
    estates,
    conflicts,
    requiredVisits: 1 + upTo(3),
    days: testDays,
    visitsPerDay: 1 + upTo(1),
    previousRounds: upTo(3),
  }
  const fixedVisits = reviewers.slice(0, upTo(3)).flatMap(({ seatId, absent }) => {
    const { estateId } = estates[upTo(estates.length - 1)]!
    const day = testDays.find((each) => !absent.includes(each)) ?? null
    const pair = { seatId, estateId, day: next() < 0.5 ? day : null }
    return forbidden(problem, seatId, estateId) ? [] : [pair]
  })
  return { ...problem, fixedVisits }
}

/** Every hard rule that a rota breaks, in words; none when it is right. */
export function broken(problem: RotaProblem, { pairs, dated }: Rota): string[] {
  const fixedVisits = problem.fixedVisits ?? []
  const dayOf = new Map(dated.map(({ seatId, estateId, day }) => [`${seatId} ${estateId}`, day]))
  const all = [
    ...pairs,
    ...fixedVisits.map((pair) => ({
      ...pair,
      day: pair.day ?? dayOf.get(`${pair.seatId} ${pair.estateId}`) ?? null,
    })),
  ]
  const found: string[] = []
  const keys = all.map(({ seatId, estateId }) => `${seatId} ${estateId}`)
  if (new Set(keys).size < keys.length) found.push('somebody goes twice to one estate')
  for (const { seatId, estateId } of pairs)
    if (forbidden(problem, seatId, estateId)) found.push(`${seatId} may not go to ${estateId}`)
  for (const { estateId, requiredVisits: requiredVisits } of problem.estates) {
    const count = all.filter((pair) => pair.estateId === estateId).length
    const held = fixedVisits.filter((pair) => pair.estateId === estateId).length
    if (!problem.bridge && count !== Math.max(held, requiredVisits ?? problem.requiredVisits))
      found.push(`${estateId} gets ${count}`)
  }
  for (const { seatId, maxVisits: most, absent = [] } of problem.reviewers) {
    const theirs = all.filter((pair) => pair.seatId === seatId)
    const held = fixedVisits.filter((pair) => pair.seatId === seatId).length
    if (theirs.length > Math.max(held, most ?? problem.maxVisits ?? Infinity)) found.push(`${seatId} goes too often`)
    for (const day of problem.days ?? []) {
      const then = theirs.filter((pair) => pair.day === day).length
      if (then > (problem.visitsPerDay ?? 1)) found.push(`${seatId} goes ${then} times on ${day}`)
      const proposed = pairs.filter((pair) => pair.seatId === seatId && pair.day === day)
      if (proposed.length > 0 && absent.includes(day)) found.push(`${seatId} is absent on ${day}`)
    }
  }
  if ((problem.days ?? []).length > 0 && pairs.some(({ day }) => day === null)) found.push('a visit has no day')
  if (pairs.some(({ day }) => day !== null && !problem.days?.includes(day))) found.push('a day that is not usable')
  if (!problem.unlinked && groupsOf(all) > 1) found.push('it falls apart')
  return found
}

/** The number of connected components, by flood fill. */
export function groupsOf(pairs: readonly { seatId: string; estateId: string }[]): number {
  const left = new Set(pairs)
  let groups = 0
  for (const start of left) {
    groups += 1
    const nodes = new Set([start.seatId, start.estateId])
    for (let grown = true; grown;) {
      grown = false
      for (const pair of left) {
        if (!nodes.has(pair.seatId) && !nodes.has(pair.estateId)) continue
        nodes.add(pair.seatId).add(pair.estateId)
        left.delete(pair)
        grown = true
      }
    }
  }
  return groups
}

export function forbidden(
  { reviewers, estates, conflicts = [] }: RotaProblem,
  seatId: string,
  estateId: string,
): boolean {
  const { memberId } = reviewers.find((known) => known.seatId === seatId)!
  const { companyId, communityId } = estates.find((known) => known.estateId === estateId)!
  return (
    memberId === companyId ||
    memberId === communityId ||
    conflicts.some(
      (known) => known.memberId === memberId && (known.companyId === companyId || known.estateId === estateId),
    )
  )
}
