/**
 * Mutual: a round in which companies visit each other, and two of them may favour each other. Ten companies with an estate each send two
 * reviewers, who make four visits; standard deviations 4 of estates, 3 of reviewers, 5 of the noise.
 */
import type { CompanyMark } from '../reciprocity.ts'
import { seeded } from './simulated.ts'

const COMPANIES = 10
const REVIEWERS = 20
const VISITS = 4

export function simulateMutual({ favour, seed }: { favour: number; seed: number }): CompanyMark[] {
  const random = seeded(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const worth = Array.from({ length: COMPANIES }, () => 80 + 4 * normal())
  return Array.from({ length: REVIEWERS }).flatMap((_, reviewer) => {
    const by = reviewer % COMPANIES
    const severity = 3 * normal()
    const others = worth.map((_, at) => at).filter((at) => at !== by)
    // The first two companies visit each other with each of their reviewers.
    const first = by < 2 ? [1 - by] : []
    const rest = others
      .filter((at) => !first.includes(at))
      .map((at) => ({ at, order: random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ at }) => at)
    return [...first, ...rest].slice(0, VISITS).map((at): CompanyMark => ({
      estate: `e${at}`,
      reviewer: `r${reviewer}`,
      by: `k${by}`,
      at: `k${at}`,
      value: worth[at]! + severity + (first.includes(at) ? favour : 0) + 5 * normal(),
    }))
  })
}
