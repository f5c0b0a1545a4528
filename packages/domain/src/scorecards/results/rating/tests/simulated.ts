/**
 * Simulated: a round whose truth is known, to measure with.
 *
 * Shapes   every estate gets `visits` different reviewers, whose loads differ by at most one or so; `sd` of estate,
 *          reviewer and noise. The same seed gives the same round. `truth` is μ + u of each estate, μ = 75.
 * Source   mulberry32 for numbers, Box & Muller 1958 for normal ones.
 */
import type { Observation } from '../model/cells.ts'

export type Design = {
  estates: number
  reviewers: number
  visits: number
  sd: readonly [number, number, number]
  seed: number
}

export function simulated({ estates, reviewers, visits, sd, seed }: Design) {
  const random = seeded(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const truth = new Map(Array.from({ length: estates }, (_, i) => [`c${i}`, 75 + sd[0] * normal()]))
  const severity = Array.from({ length: reviewers }, () => sd[1] * normal())
  const load = severity.map(() => 0)
  const marks: Observation[] = []
  for (const [estate, score] of truth) {
    const idlest = severity.map((_, r) => ({ r, by: load[r]! + random() / 2 })).sort((a, b) => a.by - b.by)
    for (const { r } of idlest.slice(0, visits)) {
      load[r]!++
      marks.push({ estate, reviewer: `r${r}`, value: score + severity[r]! + sd[2] * normal() })
    }
  }
  return { marks, truth }
}

export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
