import { verifyLedger } from '@bilin/api/features/scorecards/seals/verify'
import { MIN_COVERED } from '@bilin/domain/scorecards/rounds/unrated'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import {
  afterwards,
  at,
  coordinatorOf,
  disclosed,
  marks,
  opened,
  openResponses,
  published,
  responding,
  settled,
  slug,
} from '../round.ts'

async function previewed(world: World, clock = afterwards) {
  const coordinator = await coordinatorOf(world, clock)
  const { preview } = await coordinator.results.preview({ slug })
  return { coordinator, preview: preview! }
}

test('what is published is what the preview showed', async ({ world }) => {
  const { roundId } = await settled(world)
  const { coordinator, preview } = await previewed(world)
  expect(preview.estates.map(({ name }) => name).sort()).toEqual(['万科小区', '龙馨园'])
  expect([preview.notReviewed, preview.unrated, preview.changes]).toEqual([[], [], null])
  // From a system or a survey, and not applicable to any estate of this round.
  expect(preview.missing.indicators.every(({ all }) => all)).toBe(true)
  expect(preview.missing.indicators.map(({ code }) => code)).toContain('H1')
  expect(preview.missing.dimensions.map(({ code }) => code)).toContain('H')
  await coordinator.results.publish({ roundId, seen: 'settling', previewed: preview.digest })
  const { results } = await coordinator.results.list({ slug })
  const shown = ({ name, stars, adjusted, rawMean }: (typeof results)[number]) => [name, stars, adjusted, rawMean]
  expect(results.map(shown).sort()).toEqual(
    preview.estates.map(({ name, stars, adjusted, rawMean }) => [name, stars, adjusted, rawMean]).sort(),
  )
  expect((await coordinator.results.preview({ slug })).preview).toBeNull()
})

test('a decision after the preview is shown as a change, and the preview before it cannot be published', async ({
  world,
}) => {
  const { roundId, estateId } = await settled(world)
  const before = await previewed(world)
  await before.coordinator.findings.exclude({
    roundId,
    estateId: estateId('龙馨园'),
    indicator: 'A1',
    reason: '不归物业公司管。',
  })
  expect(
    await refusal(before.coordinator.results.publish({ roundId, seen: 'settling', previewed: before.preview.digest })),
  ).toBe('scorecards.preview_out_of_date')
  const now = await previewed(world)
  expect(now.preview.digest).not.toBe(before.preview.digest)
  expect(now.preview.missing.indicators.find(({ code }) => code === 'A1')).toEqual({
    ...{ code: 'A1', all: false, names: ['龙馨园'] },
  })
  // Looking again shows the same change, until another decision.
  expect((await previewed(world)).preview.changes).toEqual(now.preview.changes)
  await now.coordinator.results.publish({ roundId, seen: 'settling', previewed: now.preview.digest })
})

test('only the coordinator reads a preview, and nobody before responses are open', async ({ world }) => {
  await opened(world)
  const coordinator = await coordinatorOf(world)
  expect((await coordinator.results.preview({ slug })).preview).toBeNull()
  const company = await at(world, '万科小区物业经理', responding)
  expect(await refusal(company.results.preview({ slug }))).toBe('permissions.not_yours')
})

test('a preview while companies respond says that it may change, and is there', async ({ world }) => {
  await disclosed(world)
  expect((await previewed(world, responding)).preview.estates).toHaveLength(2)
})

test('a correction is previewed without changing anything, and published as it was shown', async ({ world }) => {
  const { roundId, estateId } = await published(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const of = { slug, estateId: estateId('万科小区') }
  const { findings } = await coordinator.findings.list({ slug })
  const blocked = findings.filter(({ severity }) => severity === 'S1')
  expect(blocked.length).toBeGreaterThan(0)
  const correction = {
    roundId,
    version: 1,
    reason: '消防车道当日有演练。',
    findings: blocked.map(({ id }) => ({ findingId: id, status: 'struck' as const })),
  }
  const before = await coordinator.results.card(of)
  const { changes, digest } = await coordinator.results.correctionEffect({ slug, findings: correction.findings })
  expect(changes.map(({ name }) => name)).toEqual(['万科小区'])
  expect(changes[0]!.after!.score!).toBeGreaterThan(changes[0]!.before!.score!)
  expect(await coordinator.results.card(of)).toEqual(before)
  expect((await coordinator.findings.list({ slug })).findings).toEqual(findings)

  const other = { ...correction, findings: correction.findings.slice(1), exclusions: [] }
  if (other.findings.length > 0)
    expect(await refusal(coordinator.results.correct({ ...other, previewed: digest }))).toBe(
      'scorecards.preview_out_of_date',
    )
  await coordinator.results.correct({ ...correction, previewed: digest })
  const { result } = await coordinator.results.card(of)
  expect([result.stars, result.adjusted ?? result.rawMean]).toEqual([
    changes[0]!.after!.stars,
    changes[0]!.after!.score,
  ])
})

/** What counts at 龙馨园 is worth less than 60 points; 万科小区 is assessed whole. */
async function littleCovered(world: World) {
  const round = await opened(world)
  const nothing = Object.fromEntries(['B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'E1', 'E2', 'E3'].map((code) => [code, null]))
  const submit = async (title: Parameters<typeof round.visitOf>[0], given: ReturnType<typeof marks>) =>
    (await at(world, title)).visits.submit({ visitId: round.visitOf(title), revision: 0, marks: given })
  for (const title of ['龙馨园物业经理', '国胜社区社工一'] as const) await submit(title, marks(4))
  for (const title of ['万科小区物业经理', '国胜社区书记'] as const) await submit(title, marks(5, nothing))
  await openResponses(await coordinatorOf(world), round.roundId)
  const coordinator = await coordinatorOf(world, afterwards)
  await coordinator.findings.settle({ roundId: round.roundId, seen: 'responding' })
  return { ...round, coordinator }
}

test('below 60 points assessed an estate gets no stars, and reads so in preview, results, workbook and seal', async ({
  world,
}) => {
  const { roundId, coordinator } = await littleCovered(world)
  const { preview } = await previewed(world)
  expect(preview.unrated).toMatchObject([{ name: '龙馨园', unrated: 'little_covered' }])
  expect(preview.unrated[0]!.covered).toBeLessThan(MIN_COVERED)
  await coordinator.results.publish({ roundId, seen: 'settling', previewed: preview.digest })
  const { results, totals, seals } = await coordinator.results.list({ slug })
  expect(results.map(({ name, stars, unrated, place }) => [name, stars, unrated, place])).toEqual([
    ['万科小区', 4, null, null],
    ['龙馨园', null, 'little_covered', null],
  ])
  expect(totals.bands.at(-1)).toEqual({ stars: null, unrated: 'little_covered', count: 1 })
  const found = async (unrated: 'few_visits' | 'little_covered') =>
    (await coordinator.results.list({ slug, stars: 0, unrated })).results.map(({ name }) => name)
  expect([await found('little_covered'), await found('few_visits')]).toEqual([['龙馨园'], []])
  const { rows } = await world.beyond.query<{ document: string }>('select document from seal where hash = $1', [
    seals.at(-1)!.hash,
  ])
  expect(rows[0]!.document).toContain('"unrated":"little_covered"')
  expect((await world.ledger('bilin', verifyLedger)).problems).toEqual([])
})
