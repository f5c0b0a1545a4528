/** The estates of a round of more estates than a page holds. */
import { estateOrders } from '@bilin/domain/scorecards/rounds/listing'
import { expect } from 'vitest'
import { ESTATES, test, turn, within } from '../../../support/large/world.ts'

const slug = 'autumn'
const listIds = ({ estates }: { estates: readonly { estateId: string }[] }) => estates.map(({ estateId }) => estateId)

test.for(estateOrders)('in the order of %s every estate is on one page, and on one only', async (sort, { large }) => {
  const { scorecards } = await within(large, 'community')
  const whole = listIds(await scorecards.rounds.get({ slug, sort, whole: true }))
  const pages = await turn(async (after) => {
    const page = await scorecards.rounds.get({ slug, sort, after })
    return { ids: listIds(page), next: page.next }
  })
  expect(pages.map(({ length }) => length)).toEqual([100, 30])
  expect(pages.flat()).toEqual(whole)
  expect(new Set(whole).size).toBe(ESTATES)
})

test('an estate that leaves between two pages takes no other with it, and one that comes back repeats none', async ({
  large,
}) => {
  const { scorecards } = await within(large, 'coordinator')
  const planned = { slug: 'winter' }
  const { id: roundId, estates, next } = await scorecards.rounds.get(planned)
  const all = listIds(await scorecards.rounds.get({ ...planned, whole: true }))
  const [first] = estates
  await scorecards.rounds.removeEstate({ roundId, estateId: first!.estateId })
  const rest = listIds(await scorecards.rounds.get({ ...planned, after: next! }))
  expect([...listIds({ estates }), ...rest]).toEqual(all)
  await scorecards.rounds.addEstates({ roundId, estateIds: [first!.estateId] })
  expect(listIds(await scorecards.rounds.get({ ...planned, after: next! }))).toEqual(rest)
})

test('a search narrows the page and not the number of all estates', async ({ large }) => {
  const { scorecards } = await within(large, 'coordinator')
  const { totals, estates } = await scorecards.rounds.get({ slug, search: '12号物业' })
  expect(totals).toMatchObject({ count: ESTATES, found: estates.length })
  expect(estates.length).toBeGreaterThan(1)
  expect(estates.every(({ companyName }) => companyName === '12号物业服务有限公司')).toBe(true)
})

test('the coordinator sees the visits of each estate, the others none', async ({ large }) => {
  const { estates, progress } = await (await within(large, 'coordinator')).scorecards.rounds.get({ slug, whole: true })
  expect(estates.reduce((sum, { visits }) => sum + visits!.submitted, 0)).toBe(progress!.submitted)
  expect(estates.reduce((sum, { visits }) => sum + visits!.planned, 0)).toBe(progress!.planned)
  const company = await (await within(large, 'company')).scorecards.rounds.get({ slug, own: true })
  expect(company.estates).toHaveLength(company.totals.own)
  expect(company.estates.every(({ visits }) => visits === null)).toBe(true)
})

test('what is owed is counted as it is listed', async ({ large }) => {
  const { scorecards } = await within(large, 'coordinator')
  const { findings, awaited } = await scorecards.findings.list({ slug, whole: true })
  const disputed = await scorecards.findings.disputed({ slug })
  expect(await scorecards.findings.owed({ slug })).toMatchObject({
    found: findings.length,
    unanswered: findings.filter(({ disputes }) => disputes === null).length,
    undecided:
      findings.filter(({ disputes, upheld }) => disputes && upheld === null).length +
      disputed.filter(({ decidedAt }) => decidedAt === null).length,
    awaited,
  })
  expect(awaited).toBeGreaterThan(1)
  const own = (await within(large, 'company')).scorecards.findings
  expect((await own.owed({ slug })).awaited).toBe(1)
})

test('of the estates to choose from the first are listed, and the others are found by name', async ({ large }) => {
  const { scorecards } = await within(large, 'coordinator')
  expect(await scorecards.rounds.candidates({ most: 10 })).toHaveLength(10)
  const found = await scorecards.rounds.candidates({ most: 10, search: '3号社区' })
  expect(found.length).toBeGreaterThan(0)
  expect(found.every(({ communityName }) => communityName.includes('3号社区'))).toBe(true)
})
