/** While something heavy is computed, others are answered. Judged by shares of the whole duration, never by a clock. */
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import type { RoundMarks } from '@bilin/domain/scorecards/results/fairness'
import type { Sheet } from '@bilin/sheets/sheet'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { reencodeImage } from '../rooms/files/image.ts'
import { inThread } from './inThread.ts'
import { makeSheet, parseSheet } from './sheets.ts'
import { works } from './works.ts'

const indicators = getIndicators(template)

/** Estates with three visits each, every reviewer at several of them. */
function imagineRound(estates: number): RoundMarks {
  const pick = (n: number) => ((n * 2_654_435_761) >>> 16) % 5
  return {
    rule: 2,
    rubric: { dimensions: template.dimensions },
    visits: Array.from({ length: estates * 3 }, (_, at) => ({
      visitId: `v${at}`,
      estateId: `e${at % estates}`,
      reviewer: `r${(at * 7) % estates}`,
      reviewerId: `m${(at * 7) % 50}`,
      given: JSON.stringify(Object.fromEntries(indicators.map(({ code }, nth) => [code, 1 + pick(at * 100 + nth)]))),
    })),
    decided: [],
    excluded: [],
    findings: [],
    values: [],
    estates: Array.from({ length: estates }, (_, at) => ({
      estateId: `e${at}`,
      companyId: `c${at % 40}`,
      communityId: `m${at % 50}`,
    })),
  }
}

const sheet: Sheet = {
  title: '大表',
  columns: Array.from({ length: 12 }, (_, at) => ({ key: `c${at}`, header: `第${at}列`, kind: 'text' })),
}
const rows = Array.from({ length: 10_000 }, (_, row) =>
  Object.fromEntries(sheet.columns.map(({ key }) => [key, `第${row}行的内容`])),
)

/** The longest time in which the main thread did not get to anything else, as a share of the work's. */
async function longestStandstill(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let last = began
  let longest = 0
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  const turning = setInterval(look, 1)
  await work()
  look()
  clearInterval(turning)
  return longest / (performance.now() - began)
}

test('the fairness of a round, ten thousand rows and twenty photos leave the main thread to the requests', async () => {
  const round = imagineRound(120)
  const noise = { width: 800, height: 600, channels: 3, background: '#888' } as const
  const photo = await sharp({ create: { ...noise, noise: { type: 'gaussian', mean: 120, sigma: 40 } } })
    .jpeg()
    .toBuffer()
  const photos = () => Promise.all(Array.from({ length: 20 }, () => reencodeImage(photo)))
  const inThreads = () => Promise.all([inThread('fairness', round), makeSheet(sheet, rows), photos()])
  expect(await longestStandstill(inThreads)).toBeLessThan(0.4)
  // The control: the fairness alone, in the main thread.
  expect(await longestStandstill(async () => works.fairness(round, () => {}))).toBeGreaterThan(0.9)
})

test('a workbook written or read in the thread is the same as one from here', async () => {
  const file = await makeSheet(sheet, rows)
  const answer = await parseSheet(file, sheet)
  expect(answer).toMatchObject({ ok: true, problems: [] })
  expect(answer.ok && answer.rows.map(({ values }) => values)).toEqual(rows)
  const small = await parseSheet(await makeSheet(sheet, rows.slice(0, 3)), sheet)
  expect(small.ok && small.rows.map(({ values }) => values)).toEqual(rows.slice(0, 3))
})
