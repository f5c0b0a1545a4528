/** For tests: worlds made by chance, and a checker that knows the rules and nothing of how a rota is made. */
import type { Day } from '../../../calendar.ts'
import type { Rota, RotaProblem } from '../propose.ts'
import { random } from './random.ts'

export const testDays: Day[] = ['2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16']

/** Companies, communities, absences, conflicts and kept visits, few enough to look at and as many as `size` allows. */
export function randomProblem(seed: number, size = 12): RotaProblem {
  const next = random(seed)
  const upTo = (most: number) => Math.floor(next() * (most + 1))
  const estates = Array.from({ length: 2 + upTo(size) }, (_, i) => ({
    estateId: `e${i}`,
    name: `小区${i}`,
    companyId: `company${upTo(i)}`,
    communityId: `community${upTo(3)}`,
    ...(next() < 0.8 ? { lat: 31.9 + next() * 0.1, lng: 120.9 + next() * 0.1 } : {}),
    ...(next() < 0.1 ? { wanted: 1 + upTo(2) } : {}),
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
  const wish: RotaProblem = {
    reviewers,
    estates,
    conflicts,
    wanted: 1 + upTo(3),
    days: testDays,
    aDay: 1 + upTo(1),
    turn: upTo(3),
  }
  const kept = reviewers.slice(0, upTo(3)).flatMap(({ seatId, absent }) => {
    const { estateId } = estates[upTo(estates.length - 1)]!
    const day = testDays.find((each) => !absent.includes(each)) ?? null
    const pair = { seatId, estateId, day: next() < 0.5 ? day : null }
    return forbidden(wish, seatId, estateId) ? [] : [pair]
  })
  return { ...wish, kept }
}

/** Every hard rule that a rota breaks, in words; none when it is right. */
export function broken(wish: RotaProblem, { pairs, dated }: Rota): string[] {
  const kept = wish.kept ?? []
  const dayOf = new Map(dated.map(({ seatId, estateId, day }) => [`${seatId} ${estateId}`, day]))
  const all = [
    ...pairs,
    ...kept.map((pair) => ({
      ...pair,
      day: pair.day ?? dayOf.get(`${pair.seatId} ${pair.estateId}`) ?? null,
    })),
  ]
  const found: string[] = []
  const keys = all.map(({ seatId, estateId }) => `${seatId} ${estateId}`)
  if (new Set(keys).size < keys.length) found.push('somebody goes twice to one estate')
  for (const { seatId, estateId } of pairs)
    if (forbidden(wish, seatId, estateId)) found.push(`${seatId} may not go to ${estateId}`)
  for (const { estateId, wanted } of wish.estates) {
    const count = all.filter((pair) => pair.estateId === estateId).length
    const held = kept.filter((pair) => pair.estateId === estateId).length
    if (!wish.bridge && count !== Math.max(held, wanted ?? wish.wanted)) found.push(`${estateId} gets ${count}`)
  }
  for (const { seatId, most, absent = [] } of wish.reviewers) {
    const theirs = all.filter((pair) => pair.seatId === seatId)
    const held = kept.filter((pair) => pair.seatId === seatId).length
    if (theirs.length > Math.max(held, most ?? wish.most ?? Infinity)) found.push(`${seatId} goes too often`)
    for (const day of wish.days ?? []) {
      const then = theirs.filter((pair) => pair.day === day).length
      if (then > (wish.aDay ?? 1)) found.push(`${seatId} goes ${then} times on ${day}`)
      const proposed = pairs.filter((pair) => pair.seatId === seatId && pair.day === day)
      if (proposed.length > 0 && absent.includes(day)) found.push(`${seatId} is absent on ${day}`)
    }
  }
  if ((wish.days ?? []).length > 0 && pairs.some(({ day }) => day === null)) found.push('a visit has no day')
  if (pairs.some(({ day }) => day !== null && !wish.days?.includes(day))) found.push('a day that is not usable')
  if (!wish.unlinked && groupsOf(all) > 1) found.push('it falls apart')
  return found
}

/** How many circles of reviewers and estates do not meet: by flooding. */
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
