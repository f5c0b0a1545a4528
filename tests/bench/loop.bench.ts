/**
 * How long the main thread keeps requests waiting while something heavy runs, in milliseconds: with the work in the main thread, as it
 * was before, and as Bilin does it now.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { reencodeImage } from '@bilin/api/rooms/files/image'
import { inThread } from '@bilin/api/thread/inThread'
import { makeSheet, parseSheet } from '@bilin/api/thread/sheets'
import { works } from '@bilin/api/thread/works'
import type { RoundMarks } from '@bilin/domain/scorecards/results/fairness'
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import type { Sheet } from '@bilin/sheets/sheet'
import sharp from 'sharp'
import { print } from './table.ts'

const nothing = () => {}

const round = imagineRound(300)
const sheet: Sheet = {
  title: '大表',
  columns: Array.from({ length: 12 }, (_, at) => ({ key: `c${at}`, header: `第${at}列`, kind: 'text' })),
}
const rows = Array.from({ length: 10_000 }, (_, row) =>
  Object.fromEntries(sheet.columns.map(({ key }) => [key, `第${row}行的内容`])),
)
const file = await works.writeWorkbook([{ sheet, rows }], nothing)
const photo = await sharp({
  create: {
    ...{ width: 3000, height: 2000, channels: 3, background: '#888' },
    noise: { type: 'gaussian', mean: 120, sigma: 40 },
  },
})
  .jpeg()
  .toBuffer()

const measured: [string, before: (() => unknown) | null, now: () => Promise<unknown>][] = [
  ['fairness of 300 estates, 900 visits', () => works.fairness(round, nothing), () => inThread('fairness', round)],
  [
    'what if, of the same',
    () => works.whatIf({ marks: round, without: { visitId: 'v1' } }, nothing),
    () => inThread('whatIf', { marks: round, without: { visitId: 'v1' } }),
  ],
  ['10,000 rows of 12 written', () => works.writeWorkbook([{ sheet, rows }], nothing), () => makeSheet(sheet, rows)],
  ['the same read', () => works.readSheet([file, sheet], nothing), () => parseSheet(file, sheet)],
  ['20 photos of 6 megapixels', null, () => Promise.all(Array.from({ length: 20 }, () => reencodeImage(photo)))],
]

const table: string[][] = []
for (const [name, before, now] of measured) {
  table.push([name, ...(before ? await delayDuring(before) : ['', '', '', '']), ...(await delayDuring(now))])
}
const delays = ['p50', 'p99', 'longest']
print(['milliseconds', 'before', ...delays, 'now', ...delays], table)
process.exit()

/** The duration of the work, and how long requests that arrive meanwhile, at any moment, wait for the main thread. */
async function delayDuring(work: () => unknown): Promise<string[]> {
  const gaps: number[] = []
  let last = performance.now()
  const look = () => {
    const now = performance.now()
    gaps.push(now - last)
    last = now
  }
  const turning = setInterval(look, 1)
  await sleep(20)
  gaps.length = 0
  const began = performance.now()
  await work()
  const lasted = performance.now() - began
  look()
  clearInterval(turning)
  return [lasted, findWait(gaps, 0.5), findWait(gaps, 0.99), Math.max(...gaps)].map((each) => each.toFixed(0))
}

/** The wait that this share of the moments stays below: a moment waits until the end of its gap. */
function findWait(gaps: readonly number[], share: number): number {
  const whole = gaps.reduce((sum, gap) => sum + gap, 0)
  let [low, high] = [0, Math.max(...gaps)]
  for (let halving = 0; halving < 40; halving++) {
    const wait = (low + high) / 2
    const longer = gaps.reduce((sum, gap) => sum + Math.max(0, gap - wait), 0) / whole
    if (longer > 1 - share) low = wait
    else high = wait
  }
  return high
}

/** Three visits to each estate; every reviewer is at several. */
function imagineRound(estates: number): RoundMarks {
  const indicators = getIndicators(template)
  const pick = (n: number) => 1 + (((n * 2_654_435_761) >>> 16) % 5)
  return {
    ...{ rule: 2, rubric: { dimensions: template.dimensions }, decided: [], excluded: [], findings: [], values: [] },
    visits: Array.from({ length: estates * 3 }, (_, at) => ({
      visitId: `v${at}`,
      estateId: `e${at % estates}`,
      reviewer: `r${(at * 7) % estates}`,
      reviewerId: `m${(at * 7) % 50}`,
      given: JSON.stringify(Object.fromEntries(indicators.map(({ code }, nth) => [code, pick(at * 100 + nth)]))),
    })),
    estates: Array.from({ length: estates }, (_, at) => ({
      ...{ estateId: `e${at}`, companyId: `c${at % 40}`, communityId: `m${at % 50}` },
    })),
  }
}
