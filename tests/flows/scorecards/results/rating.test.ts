import { randomUUID } from 'node:crypto'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import { expect } from 'vitest'
import { getLeniency, getTruth } from '../../../../story/scorecards/simulation.ts'
import { dropPromise } from '../../../support/promises.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, at, coordinatorOf, published, slug as small } from '../round.ts'

const rounds = [
  { slug: '2026-spring', number: 0 },
  { slug: '2026-summer', number: 1 },
]

/** Each estate of the finished rounds: its true quality and its computed scores, before the caps of findings. */
async function outcomes(world: World) {
  const coordinator = await coordinatorOf(world)
  const all = []
  for (const { slug, number } of rounds)
    for (const { name, rawMean, uncappedMean, adjusted, low, high, stars, vetoed } of (
      await coordinator.results.list({ slug })
    ).results) {
      const taken = uncappedMean! - rawMean!
      all.push({
        truth: getTruth(template, name, number).total * 20,
        raw: uncappedMean!,
        adjusted: adjusted! + taken,
        low: low! + taken,
        high: high! + taken,
        stars,
        vetoed: vetoed.length > 0,
        shown: adjusted!,
      })
    }
  return all
}
const meanSquare = (errors: number[]) => errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length

test('the corrected scores come nearer the truth than the raw means do', async ({ world }) => {
  const all = await outcomes(world)
  const raw = meanSquare(all.map((one) => one.raw - one.truth))
  const adjusted = meanSquare(all.map((one) => one.adjusted - one.truth))
  expect(all).toHaveLength(20)
  expect(adjusted).toBeLessThan(raw)
})

test('most truths lie inside their bands', async ({ world }) => {
  const all = await outcomes(world)
  expect(all.filter(({ truth, low, high }) => truth >= low && truth <= high).length).toBeGreaterThanOrEqual(16)
})

test('the stars are those of the adjusted score, and one where a veto stands', async ({ world }) => {
  const bands = [90, 80, 70, 60, 0]
  const all = await outcomes(world)
  for (const { stars, shown, vetoed } of all)
    expect(stars).toBe(vetoed ? 1 : 5 - bands.findIndex((from) => shown >= from))
  expect(all.filter(({ vetoed }) => vetoed)).toHaveLength(1)
})

test('only reviewers themselves read how severely they mark, and the figure is near the truth', async ({ world }) => {
  const coordinator = await coordinatorOf(world)
  const reviewers = (await coordinator.rota.reviewers()).map(({ title }) => title)
  const pairs: [number, number][] = []
  for (const title of reviewers) {
    const own = await (await at(world, title)).results.ownSeverity()
    expect(own.map(({ slug }) => slug)).toEqual(['2026-spring', '2026-summer'])
    for (const { points } of own) pairs.push([getLeniency(title), points])
  }
  expect(correlation(pairs)).toBeGreaterThan(0.7)
  expect(await coordinator.results.ownSeverity()).toEqual([])

  // The control: without the promise beside the table the coordinator would read them all.
  await dropPromise(world.beyond, 'severity', 'of_its_reviewer_alone')
  expect(await coordinator.results.ownSeverity()).not.toEqual([])
})

test('the coordinator sees how much the correction mattered, and what single visits decide', async ({ world }) => {
  const coordinator = await coordinatorOf(world)
  const { subjects, groups, pivotalVisits, choices } = await coordinator.results.fairness({ slug: '2026-summer' })
  const total = subjects.find(({ about }) => about === 'total')!
  expect(total.icc + total.severityShare + total.noiseShare).toBeCloseTo(1)
  expect(total.sd.reviewer).toBeGreaterThan(2)
  expect(groups).toEqual([])

  const { results } = await coordinator.results.list({ slug: '2026-summer' })
  const stars = new Map(results.map((result) => [result.estateId, result.stars]))
  const names = new Map(results.map((result) => [result.estateId, result.name]))

  expect(pivotalVisits).not.toEqual([])
  for (const { visitId, estateId, estate, from, to } of pivotalVisits!.slice(0, 3)) {
    const changes = await coordinator.results.whatIf({ slug: '2026-summer', visitId })
    expect(changes.find((change) => change.estateId === estateId)).toEqual({ estateId, estate, from, to })
    expect([from, estate]).toEqual([stars.get(estateId), names.get(estateId)])
  }
  const reviewer = choices.reviewers.rows[0]!.id
  for (const { from, to } of await coordinator.results.whatIf({ slug: '2026-summer', reviewer }))
    expect(from).not.toBe(to)
  expect(await refusal(coordinator.results.whatIf({ slug: '2026-summer' }))).toBe('scorecards.what_if_unnamed')
  for (const elsewhere of [{ visitId: randomUUID() }, { reviewer: randomUUID() }, { indicator: 'Z9' }])
    expect(await refusal(coordinator.results.whatIf({ slug: '2026-summer', ...elsewhere }))).toBe(
      'scorecards.what_if_unknown',
    )
})

test('nobody looks at stars before the visits are over, and nobody but the coordinator at what they hang on', async ({
  world,
}) => {
  const coordinator = await coordinatorOf(world)
  expect(await refusal(coordinator.results.fairness({ slug: '2026-autumn' }))).toBe('scorecards.not_rated_yet')
  for (const title of ['三桥社区书记', '龙馨园物业经理'])
    expect(await refusal((await at(world, title)).results.fairness({ slug: '2026-summer' }))).toBe(
      'permissions.not_yours',
    )
})

test('a company reads whom to learn its lowest indicators from, by name and without a figure', async ({ world }) => {
  const company = await at(world, '永宁家园物业经理')
  const { results } = await company.results.list({ slug: '2026-summer' })
  const own = results.find(({ name }) => name.startsWith('永宁家园'))!
  const { lines, trend } = await company.improvements.weakest({ slug: '2026-summer', estateId: own.estateId })
  expect(lines[0], 'the finding that caps its whole dimension').toMatchObject({ indicator: 'E3' })
  expect(lines[0]!.capLoss).toBeGreaterThan(1)
  const losses = lines.map(({ loss }) => loss)
  expect(losses).toEqual(losses.toSorted((a, b) => b - a))
  const exemplars = lines.flatMap((line) => line.exemplars)
  expect(exemplars.length).toBeGreaterThan(0)
  for (const one of exemplars) {
    expect(one.estateId).not.toBe(own.estateId)
    expect(Object.keys(one).toSorted()).toEqual(['communityName', 'companyName', 'estateId', 'indicator', 'name'])
  }
  expect(new Set(trend.map(({ slug }) => slug))).toEqual(new Set(['2026-spring', '2026-summer']))

  const another = results.find(({ name }) => name.startsWith('龙馨园'))!
  expect((await company.improvements.weakest({ slug: '2026-summer', estateId: another.estateId })).lines).toEqual([])
})

test('the lowest indicators are those of the version that is read', async ({ world }) => {
  const { roundId, estateId } = await published(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const { findings } = await coordinator.findings.list({ slug: small })
  const bin = findings.find(({ indicator }) => indicator === 'C2')!
  await coordinator.results.correct({
    roundId,
    version: 1,
    reason: '桶站不归物业管，该问题撤销。',
    findings: [{ findingId: bin.id, status: 'struck' }],
  })
  const company = await at(world, '万科小区物业经理', afterwards)
  const of = { slug: small, estateId: estateId('万科小区') }
  const percentOf = async (version?: number) => {
    const { lines, trend } = await company.improvements.weakest({ ...of, ...(version && { version }) })
    const read = trend.find(({ slug, dimension }) => slug === small && dimension === 'C')
    return [lines.find(({ indicator }) => indicator === 'C2')?.percent, read?.percent]
  }
  const card = async (version: number) => {
    const { indicators, dimensions } = await company.results.card({ ...of, version })
    return [
      indicators.find(({ indicator }) => indicator === 'C2')?.percent,
      dimensions.find(({ dimension }) => dimension === 'C')?.percent,
    ]
  }
  expect(await percentOf(1)).toEqual(await card(1))
  const [line, read] = await percentOf()
  expect(read).toBe((await card(2))[1])
  expect(line).not.toBe(40)
  expect(await card(1)).toEqual([40, expect.not.closeTo(read!)])
})

function correlation(pairs: [number, number][]) {
  const mean = (of: number[]) => of.reduce((sum, number) => sum + number, 0) / of.length
  const [x, y] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, one]) => one))]
  const sum = (of: (pair: [number, number]) => number) => pairs.reduce((all, pair) => all + of(pair), 0)
  return sum(([a, b]) => (a - x) * (b - y)) / Math.sqrt(sum(([a]) => (a - x) ** 2) * sum(([, b]) => (b - y) ** 2))
}
