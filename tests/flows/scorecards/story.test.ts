import { expect } from 'vitest'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import { getLeniency, quality, getTruth } from '../../../story/scorecards/simulation.ts'
import { waitingFor } from '../../support/errands.ts'
import { test } from '../../support/world.ts'
import { coordinatorOf, during } from './round.ts'

test('the story has two rounds published and one half visited, with findings of every severity', async ({ world }) => {
  const coordinator = await coordinatorOf(world)
  expect((await coordinator.rounds.list()).map(({ slug, stage }) => [slug, stage])).toEqual([
    ['2026-autumn', 'visiting'],
    ['2026-summer', 'published'],
    ['2026-spring', 'published'],
  ])
  expect((await coordinator.rounds.get({ slug: '2026-autumn' })).progress).toMatchObject({
    planned: 40,
    submitted: 20,
  })
  for (const slug of ['2026-spring', '2026-summer']) {
    const { results } = await coordinator.results.list({ slug })
    expect(results).toHaveLength(10)
    expect(new Set(results.map(({ visits }) => visits))).toEqual(new Set([4]))
    expect(new Set(results.map(({ stars }) => stars)).size).toBeGreaterThanOrEqual(3)
    const { findings } = await coordinator.findings.list({ slug })
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['S1', 'S2', 'S3', 'S4']))
  }
  const { findings } = await coordinator.findings.list({ slug: '2026-summer' })
  expect(
    findings
      .filter(({ disputes }) => disputes)
      .map(({ upheld }) => upheld)
      .sort(),
  ).toEqual([false, true])
})

test('somebody has something to do in each seat of the story', async ({ world }) => {
  const visits = await (await coordinatorOf(world)).rounds.visits({ slug: '2026-autumn' })
  const open = visits.find(({ submittedAt }) => submittedAt === null)!
  expect(await waitingFor(world, open.reviewerTitle, 'scorecards.visit', { clock: during })).not.toEqual([])
})

test('the marks come from values that are known: the raw means follow them, and reviewers differ as they were made to', async ({
  world,
}) => {
  const coordinator = await coordinatorOf(world)
  const people = (await coordinator.rota.reviewers()).map(({ title }) => getLeniency(title))
  expect(people).toHaveLength(20)
  expect(deviation(people)).toBeGreaterThan(0.35)
  expect(deviation(people)).toBeLessThan(0.65)

  const { results } = await coordinator.results.list({ slug: '2026-spring' })
  const pairs = results.map(({ name, rawMean }) => [getTruth(template, name, 0).total * 20, rawMean!] as const)
  expect(correlation(pairs)).toBeGreaterThan(0.8)
  expect(Math.max(...pairs.map(([truth, mean]) => Math.abs(truth - mean)))).toBeGreaterThan(3)
  expect(Object.keys(quality)).toEqual(expect.arrayContaining(results.map(({ name }) => name)))
})

const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
const deviation = (numbers: number[]) => Math.sqrt(mean(numbers.map((number) => (number - mean(numbers)) ** 2)))
function correlation(pairs: (readonly [number, number])[]) {
  const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
  return mean(pairs.map(([x, y]) => (x - mean(xs)) * (y - mean(ys)))) / (deviation(xs) * deviation(ys))
}
