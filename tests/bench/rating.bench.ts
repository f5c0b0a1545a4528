/**
 * How long rating takes: ten estates, what-if refits, a large round, and the largest that is promised (≤ 2 s, ≤ 500 MB,
 * one core). Each size in a thread of its own, as in a publication; `cold` is the first run there, with the
 * marks made before. Beside it the same machine's plain multiplication, so that two machines can be compared.
 *
 * Then how near scores come to the truth, over 400 simulated rounds each, estates × reviewers × visits at standard deviations of estate /
 * reviewer / noise. Kendall's tau and root mean square error as raw mean / prediction at the likeliest variances / published; pairs
 * told apart by bands that do not overlap / by the band of the difference.
 *
 * And how near the measured effect of a practice comes to the truth, over 1,500 simulated alliances each and five rounds, as it was
 * published before and as it is now. Estates adopt by chance, by poor results, or knowing how poor they are. `measured` is the share of
 * alliances in which there was an effect at all, `bias` the mean error of the last one, `covered` the share whose last interval held the
 * truth; `better` and `worse` those in which that was ever said, which for an effect of 0 is an error and for one of 10 the power.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { factor, computeStride } from '@bilin/domain/scorecards/results/rating/model/triangle'
import { rate, type Observation } from '@bilin/domain/scorecards/results/rating/estimate'
import { seeded } from '@bilin/domain/scorecards/results/rating/tests/simulated'
import { printEffects } from './rating/effects.ts'
import { printScores } from './rating/scores.ts'
import { median, print, timed } from './table.ts'

type Size = { title: string; estates: number; reviewers: number; marks: number; again: number }
type Measured = { cold: number; warm: number; leaving: number | null; steps: number; peak: number }

const sizes: Size[] = [
  { title: '10 estates', estates: 10, reviewers: 20, marks: 40, again: 100 },
  { title: '100 estates', estates: 100, reviewers: 200, marks: 500, again: 7 },
  { title: '1,000 estates, 4 visits', estates: 1000, reviewers: 3000, marks: 4000, again: 5 },
  { title: 'a tenth of the largest', estates: 1500, reviewers: 3000, marks: 10_000, again: 3 },
  { title: 'the largest', estates: 1500, reviewers: 3000, marks: 100_000, again: 5 },
  { title: 'InstEval’s size', estates: 1128, reviewers: 2972, marks: 73_421, again: 5 },
]

if (isMainThread) {
  const rows: string[][] = []
  for (const size of sizes) {
    const { cold, warm, leaving, steps, peak } = await measured(size)
    const left = leaving === null ? '' : leaving.toFixed(1)
    rows.push([
      size.title,
      `${size.estates} × ${size.reviewers}`,
      `${size.marks}`,
      cold.toFixed(1),
      warm.toFixed(1),
      left,
      `${steps}`,
      `${Math.round(peak / 1024)}`,
    ])
  }
  print(['rating', 'levels', 'marks', 'cold ms', 'warm ms', 'one out ms', 'steps', 'peak MB'], rows)
  const plain = multiplication(600)
  const cholesky = triangle(1500)
  print(
    ['of one core', 'GFlop/s'],
    [
      ['plain multiplication, 600', plain.toFixed(2)],
      ['triangle, 1,500', cholesky.toFixed(2)],
      ['triangle over plain', (cholesky / plain).toFixed(2)],
    ],
  )
  printScores()
  printEffects()
} else parentPort!.postMessage(within(workerData as Size))

function measured(size: Size): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: size })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

function within(size: Size): Measured {
  const marks = randomMarks(size)
  const cold = timed(() => rate(marks))
  const runs = Array.from({ length: size.again }, () => timed(() => rate(marks)))
  const one = size.estates <= 10 ? marks.map((_, out) => timed(() => rate(marks.toSpliced(out, 1)))) : null
  const peak = process.resourceUsage().maxRSS
  return { cold, warm: median(runs), leaving: one && median(one), steps: rate(marks).search.steps, peak }
}

/** Pairs drawn at random, the hardest shape: nothing but chance keeps the equations sparse. */
function randomMarks({ estates, reviewers, marks }: Size): Observation[] {
  const random = seeded(3)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const score = Array.from({ length: estates }, () => 4 * normal())
  const severity = Array.from({ length: reviewers }, () => 3 * normal())
  return Array.from({ length: marks }, () => {
    const [c, r] = [Math.floor(random() * estates), Math.floor(random() * reviewers)]
    return { estate: `c${c}`, reviewer: `r${r}`, value: 75 + score[c]! + severity[r]! + 5 * normal() }
  })
}

function multiplication(n: number): number {
  const [a, b, c] = [1, 2, 0].map((value) => new Float64Array(n * n).fill(value)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const run = () => {
    for (let i = 0; i < n; i++)
      for (let k = 0; k < n; k++) {
        const times = a[i * n + k]!
        for (let j = 0; j < n; j++) c[i * n + j]! += times * b[k * n + j]!
      }
  }
  return (2 * n ** 3) / median([1, 2, 3, 4, 5].map(() => timed(run))) / 1e6
}

function triangle(n: number): number {
  const stride = computeStride(n)
  const times = [1, 2, 3, 4, 5].map(() => {
    const a = new Float64Array(stride ** 2).fill(0.01)
    for (let i = 0; i < stride; i++) a[i * stride + i] = n
    return timed(() => factor(a, stride))
  })
  return n ** 3 / 3 / median(times) / 1e6
}
