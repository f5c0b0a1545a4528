/** How near published scores are to the truth: the plain mean, the prediction at the likeliest variances, the mean of the mixture. */
import { rate } from '@bilin/domain/scorecards/results/rating/estimate'
import {
  byDifference,
  byOverlap,
  computeMiss,
  computeTau,
  countPairs,
} from '@bilin/domain/scorecards/results/rating/tests/measures'
import { simulated, type Design } from '@bilin/domain/scorecards/results/rating/tests/simulated'
import { print } from '../table.ts'

type Shape = Omit<Design, 'seed'>

const shapes: Shape[] = [
  { estates: 10, reviewers: 20, visits: 4, sd: [4, 3, 5] },
  { estates: 10, reviewers: 20, visits: 4, sd: [2, 3, 5] },
  { estates: 6, reviewers: 8, visits: 3, sd: [4, 3, 5] },
  { estates: 10, reviewers: 20, visits: 4, sd: [5, 4, 3] },
]
const ROUNDS = 400
const ways = ['raw', 'predicted', 'adjusted'] as const

export function printScores(): void {
  const rows = shapes.map((shape) => {
    const sum = { tau: [0, 0, 0], miss: [0, 0, 0], covered: 0, zero: 0, overlap: [0, 0], difference: [0, 0] }
    for (let seed = 1; seed <= ROUNDS; seed++) {
      const { marks, truth } = simulated({ ...shape, seed })
      const rating = rate(marks, { pairs: true })
      for (const [k, way] of ways.entries()) {
        sum.tau[k]! += computeTau(rating, truth, (estate) => estate[way]) / ROUNDS
        sum.miss[k]! += computeMiss(rating, truth, (estate) => estate[way]) / ROUNDS
      }
      const inside = rating.estates.filter(({ id, low, high }) => low! <= truth.get(id)! && truth.get(id)! <= high!)
      sum.covered += inside.length / shape.estates / ROUNDS
      if (rating.sd.estate === 0) sum.zero += 1 / ROUNDS
      for (const [differ, into] of [
        [byOverlap, sum.overlap],
        [byDifference(rating), sum.difference],
      ] as const) {
        const { pairs, apart, wrong } = countPairs(rating, truth, differ)
        into[0]! += apart / pairs / ROUNDS
        into[1]! += wrong / pairs / ROUNDS
      }
    }
    const percents = (shares: readonly number[]) => shares.map((share) => (100 * share).toFixed(1)).join(' / ')
    return [
      `${shape.estates} × ${shape.reviewers} × ${shape.visits} at ${shape.sd.join('/')}`,
      sum.tau.map((tau) => tau.toFixed(3).slice(1)).join(' / '),
      sum.miss.map((miss) => Math.sqrt(miss).toFixed(2)).join(' / '),
      percents([sum.zero]),
      percents([sum.covered]),
      percents([sum.overlap[0]!, sum.difference[0]!]),
      percents([sum.overlap[1]!, sum.difference[1]!]),
    ]
  })
  print(['round', 'tau', 'error', 'variance 0 %', 'in band %', 'pairs apart %', 'wrongly %'], rows)
}
