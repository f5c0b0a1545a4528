/** An estate with fewer submitted visits than the round asks for: 万科小区 has two of three here, 龙馨园 three. */
import { verifyLedger } from '@bilin/api/features/scorecards/seals/verify'
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { withoutSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import { describe, expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import {
  afterwards,
  at,
  coordinatorOf,
  during,
  marks,
  opened,
  openResponses,
  planned,
  responding,
  slug,
  visited,
} from '../round.ts'
import { everythingSeenBy } from '../seen.ts'

/** What reviewers mark. */
const seen = getIndicators(withoutSourced(template)).map(({ code }) => code)

const few = { company: '万科小区物业经理', community: '三桥社区书记', estate: '万科小区' }
const enough = { company: '龙馨园物业经理', estate: '龙馨园', reviewer: '三桥社区书记' }

async function unevenlyVisited(world: World) {
  const round = await visited(world, 3)
  const { visitId } = await (
    await coordinatorOf(world)
  ).rota.addVisit({
    roundId: round.roundId,
    estateId: round.estateId(enough.estate),
    seatId: round.seatId(enough.reviewer),
  })
  await (await at(world, enough.reviewer, during)).visits.submit({ visitId, revision: 0, marks: marks(5) })
  return round
}

async function responsesOpened(world: World) {
  const round = await unevenlyVisited(world)
  const coordinator = await coordinatorOf(world, responding)
  const confirmedEstates = [round.estateId(few.estate)]
  await coordinator.findings.openResponses({ roundId: round.roundId, seen: 'visiting', confirmedEstates })
  return { ...round, coordinator }
}

async function publishedThen(world: World) {
  const round = await responsesOpened(world)
  const coordinator = await coordinatorOf(world, afterwards)
  await coordinator.findings.settle({ roundId: round.roundId, seen: 'responding' })
  await coordinator.results.publish({ roundId: round.roundId, seen: 'settling' })
  return { ...round, coordinator }
}

test('opening responses names the estates with too few visits and asks', async ({ world }) => {
  const { roundId, estateId } = await unevenlyVisited(world)
  const coordinator = await coordinatorOf(world, responding)
  const concerned = estateId(few.estate)
  expect((await coordinator.rounds.get({ slug })).fewVisited).toEqual([
    { estateId: concerned, name: few.estate, visits: 2 },
  ])
  const opening = (confirmedEstates?: string[]) =>
    coordinator.findings.openResponses({ roundId, seen: 'visiting', confirmedEstates })
  expect(await refusal(opening())).toBe('scorecards.few_visits_unconfirmed')
  expect(await refusal(opening([estateId(enough.estate)]))).toBe('scorecards.few_visits_changed')
  expect(await refusal(opening([concerned, estateId(enough.estate)]))).toBe('scorecards.few_visits_changed')
  expect(await opening([concerned])).toMatchObject({ stage: 'responding' })
})

test('a round discloses from three visits unless it says otherwise, and never from one', async ({ world }) => {
  const coordinator = await coordinatorOf(world)
  expect((await coordinator.rounds.get({ slug: '2026-autumn' })).discloseFromVisits).toBe(3)
  await expect(planned(world, 1)).rejects.toThrow('fields.too_small')
  await planned(world, 2)
  expect((await coordinator.rounds.get({ slug })).discloseFromVisits).toBe(2)
})

describe('a company whose estate was visited twice', () => {
  test('reads dimension means and findings, not single marks', async ({ world }) => {
    const { estateId } = await responsesOpened(world)
    const company = await at(world, few.company, responding)
    const { estates, estate, marks, means } = await company.findings.disclosedMarks({ slug })
    expect(estates.map(({ name }) => name)).toEqual([few.estate])
    expect(estate).toMatchObject({ estateId: estateId(few.estate), disputed: 0 })
    expect(marks.filter(({ valueId }) => valueId === null)).toEqual([])
    expect(means?.visits).toBe(2)
    expect(means?.dimensions.map(({ dimension }) => dimension)).toEqual(template.dimensions.map(({ code }) => code))
    // One reviewer gave 5 and the other 4.
    expect(means?.dimensions.find(({ dimension }) => dimension === 'A')).toEqual({ dimension: 'A', percent: 90 })
    expect((await company.findings.list({ slug })).findings.length).toBeGreaterThan(0)
  })

  test('cannot dispute a single mark, disputes a finding, and says that it is done', async ({ world }) => {
    const { roundId, estateId, coordinator } = await responsesOpened(world)
    const { rows } = await world.beyond.query<{ id: string }>(
      `select id from mark where round_id = $1 and estate_id = $2 and mark = 1`,
      [roundId, estateId(few.estate)],
    )
    const company = await at(world, few.company, responding)
    expect(await refusal(company.findings.respond({ of: 'mark', subjectId: rows[0]!.id, text: '不同意。' }))).toBe(
      'scorecards.mark_not_found',
    )
    const { findings } = await company.findings.list({ slug })
    await company.findings.respond({ of: 'finding', subjectId: findings[0]!.id, text: '当日消防演练。' })
    const awaited = async () => (await coordinator.findings.list({ slug })).awaited
    expect(await awaited()).toBe(2)
    await company.findings.acceptRest({ roundId })
    expect(await awaited()).toBe(1)
  })

  test('cannot select them past the procedures either, where it could select disclosed ones', async ({ world }) => {
    const { roundId } = await responsesOpened(world)
    const read = async () =>
      (await everythingSeenBy(world, few.company)).filter(
        ({ table, row }) => table === 'mark' && row.includes(roundId) && row.includes('"value_id": null'),
      )
    expect(await read()).toEqual([])
    await world.beyond.query('update mark set disclosed = true where round_id = $1', [roundId])
    expect(await read()).toHaveLength(2 * seen.length)
  })

  test('reads no single indicators after publication, nor does its community; the coordinator does', async ({
    world,
  }) => {
    const { estateId, roundId, coordinator } = await publishedThen(world)
    const of = { slug, estateId: estateId(few.estate) }
    for (const title of [few.company, few.community]) {
      const reader = await at(world, title, afterwards)
      const { dimensions, indicators, findings, decided } = await reader.results.card(of)
      expect([dimensions.length > 0, findings.length > 0], title).toEqual([true, true])
      expect(
        indicators.filter(({ indicator }) => seen.includes(indicator)),
        title,
      ).toEqual([])
      expect(decided, title).toEqual([])
      expect((await reader.improvements.weakest(of)).lines, title).toEqual([])
      const single = (await everythingSeenBy(world, title)).filter(
        ({ table, row }) => ['result_indicator', 'result_mark'].includes(table) && row.includes(of.estateId),
      )
      expect(
        single.filter(
          ({ row }) => row.includes(roundId) && seen.some((code) => row.includes(`"indicator": "${code}"`)),
        ),
        title,
      ).toEqual([])
      const cards = (await everythingSeenBy(world, title)).filter(
        ({ table, row }) => table === 'sealed_card' && row.includes(of.estateId) && row.includes(roundId),
      )
      expect(cards, title).toHaveLength(1)
      const { document } = JSON.parse(cards[0]!.row) as { document: string }
      const { resultIndicator } = JSON.parse(document) as { resultIndicator: object }
      expect(
        Object.keys(resultIndicator).filter((code) => seen.includes(code)),
        title,
      ).toEqual([])
    }
    expect((await coordinator.results.card(of)).indicators.length).toBe(getIndicators(template).length)
  })

  test('is no exemplar of any indicator, and its seal still verifies', async ({ world }) => {
    const { estateId, roundId } = await publishedThen(world)
    const exemplars = async () =>
      (
        await world.beyond.query<{ estate_id: string }>(
          'select distinct estate_id from exemplar where round_id = $1 order by 1',
          [roundId],
        )
      ).rows.map(({ estate_id }) => estate_id)
    expect(await exemplars()).toEqual([estateId(enough.estate)])
    const verdict = await world.ledger('bilin', verifyLedger)
    expect(verdict.problems).toEqual([])
  })
})

test('with three visits a company reads every mark, and every indicator after publication', async ({ world }) => {
  const { estateId } = await publishedThen(world)
  const company = await at(world, enough.company, afterwards)
  const { marks, means } = await company.findings.disclosedMarks({ slug })
  expect(marks.filter(({ valueId }) => valueId === null)).toHaveLength(3 * seen.length)
  expect(means).toBeNull()
  const { indicators } = await company.results.card({ slug, estateId: estateId(enough.estate) })
  expect(indicators).toHaveLength(getIndicators(template).length)
})

test('an estate with too few visits gets no stars and no band, and one without any is listed as not reviewed', async ({
  world,
}) => {
  const { coordinator } = await publishedThen(world)
  const { results, notReviewed, totals } = await coordinator.results.list({ slug })
  expect(results.map(({ name, stars, adjusted, low, visits }) => ({ name, stars, adjusted, low, visits }))).toEqual([
    { name: enough.estate, stars: expect.any(Number) as number, adjusted: null, low: null, visits: 3 },
    { name: few.estate, stars: null, adjusted: null, low: null, visits: 2 },
  ])
  expect(totals.bands.at(-1)).toEqual({ stars: null, unrated: 'few_visits', count: 1 })
  expect((await coordinator.results.list({ slug, stars: 0 })).results.map(({ name }) => name)).toEqual([few.estate])
  expect(notReviewed).toEqual([])
  expect((await world.ledger('bilin', verifyLedger)).problems).toEqual([])
})

test('an estate that nobody visited stands in the results, the workbook and the sealed record', async ({ world }) => {
  const round = await opened(world)
  for (const title of ['龙馨园物业经理', '国胜社区社工一'] as const)
    await (await at(world, title)).visits.submit({ visitId: round.visitOf(title), revision: 0, marks: marks(4) })
  await openResponses(await coordinatorOf(world), round.roundId)
  const coordinator = await coordinatorOf(world, afterwards)
  await coordinator.findings.settle({ roundId: round.roundId, seen: 'responding' })
  await coordinator.results.publish({ roundId: round.roundId, seen: 'settling' })
  const { results, notReviewed, seals } = await coordinator.results.list({ slug })
  expect(results.map(({ name, stars }) => [name, stars])).toEqual([['万科小区', 4]])
  expect(notReviewed.map(({ name }) => name)).toEqual(['龙馨园'])
  const { rows } = await world.beyond.query<{ document: string }>('select document from seal where hash = $1', [
    seals.at(-1)!.hash,
  ])
  expect(JSON.parse(rows[0]!.document)).toMatchObject({ notReviewed: ['龙馨园'] })
})
