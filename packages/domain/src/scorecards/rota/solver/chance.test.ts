import { describe, expect, test } from 'vitest'
import { propose, relax, type RotaProblem } from '../propose.ts'
import { broken, forbidden, randomProblem } from './testing.ts'

describe('worlds made by chance', () => {
  const seeds = Array.from({ length: 300 * Number(process.env['BILIN_PROVE'] ?? 1) }, (_, seed) => seed)

  test('what is proposed breaks no rule, and what cannot be has a way out that was tried', () => {
    let proposed = 0
    for (const seed of seeds) {
      let wish = randomProblem(seed)
      for (let steps = 0; steps < 4; steps++) {
        const { rota, obstacle } = propose(wish)
        if (rota) {
          expect(broken(wish, rota), `seed ${seed}`).toEqual([])
          proposed += 1
          break
        }
        expect(obstacle.relaxations.length, `seed ${seed}`).toBeGreaterThan(0)
        for (const relaxation of obstacle.relaxations) {
          const then = propose(relax(wish, relaxation)).obstacle
          const overcome = obstacle.kind === 'short' ? then?.kind !== 'short' : then === null
          expect(overcome, `seed ${seed} ${relaxation.kind}`).toBe(true)
        }
        wish = relax(wish, obstacle.relaxations[0]!)
      }
    }
    expect(proposed).toBe(seeds.length)
  })

  test('loads are as even as the rules allow: no chain of handing on leads to somebody with two fewer', () => {
    for (const seed of seeds) {
      const wish = { ...randomProblem(seed), unlinked: true }
      const { rota } = propose(wish)
      if (rota) expect(unevenness(wish, rota.pairs), `seed ${seed}`).toBeLessThan(2)
    }
  })

  test('what is called impossible is: trying all of them finds nothing either', () => {
    let impossible = 0
    for (const seed of Array.from({ length: 150 }, (_, at) => at + 1000)) {
      const wish = { ...randomProblem(seed, 2), kept: [] }
      const { obstacle } = propose(wish)
      if (obstacle?.kind !== 'short') continue
      impossible += 1
      expect(mostVisits(wish), `seed ${seed}`).toBeLessThan(
        wish.estates.reduce((sum, { wanted }) => sum + (wanted ?? wish.wanted), 0),
      )
      expect(obstacle.possible).toBeLessThan(obstacle.wanted)
    }
    expect(impossible).toBeGreaterThan(20)
  })
})

/** The greatest difference of loads that handing on could still even out; kept visits stay. */
function unevenness(wish: RotaProblem, pairs: readonly { seatId: string; estateId: string }[]): number {
  const kept = wish.kept ?? []
  const load = new Map(wish.reviewers.map(({ seatId }) => [seatId, 0]))
  for (const { seatId } of [...pairs, ...kept]) load.set(seatId, load.get(seatId)! + 1)
  const room = ({ seatId, most, absent = [] }: RotaProblem['reviewers'][number]) => {
    const held = kept.filter((pair) => pair.seatId === seatId)
    const days = wish.days!.filter((day) => !absent.includes(day))
    const slots = days.reduce(
      (sum, day) => sum + Math.max(0, wish.aDay! - held.filter((pair) => pair.day === day).length),
      0,
    )
    const free = slots - held.filter(({ day }) => !day).length
    return Math.max(held.length, Math.min(held.length + Math.max(0, free), most ?? wish.most ?? Infinity))
  }
  const goes = new Set([...pairs, ...kept].map(({ seatId, estateId }) => `${seatId} ${estateId}`))
  let worst = 0
  for (const { seatId: from } of wish.reviewers) {
    const reached = new Set([from])
    for (const giver of reached)
      for (const { estateId } of pairs.filter(({ seatId }) => seatId === giver))
        for (const { seatId } of wish.reviewers)
          if (!goes.has(`${seatId} ${estateId}`) && !forbidden(wish, seatId, estateId)) reached.add(seatId)
    for (const reviewer of wish.reviewers)
      if (reached.has(reviewer.seatId) && load.get(reviewer.seatId)! < room(reviewer))
        worst = Math.max(worst, load.get(from)! - load.get(reviewer.seatId)!)
  }
  return worst
}

/** By trying: each estate in turn takes every choice of reviewers there is room for. */
function mostVisits(wish: RotaProblem): number {
  const room = wish.reviewers.map(({ most, absent = [] }) =>
    Math.min(most ?? wish.most ?? Infinity, wish.aDay! * wish.days!.filter((day) => !absent.includes(day)).length),
  )
  const slots = wish.estates.flatMap(({ estateId, wanted }) =>
    Array.from({ length: wanted ?? wish.wanted }, () => estateId),
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
    wish.reviewers.forEach(({ seatId }, v) => {
      const pair = `${seatId} ${slots[at]}`
      if (room[v]! <= 0 || went.has(pair) || forbidden(wish, seatId, slots[at]!)) return
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
