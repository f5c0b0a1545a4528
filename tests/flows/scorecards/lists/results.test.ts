/** The results of a round of more estates than a page holds. */
import { resultOrders } from '@bilin/domain/scorecards/rounds/listing'
import { expect } from 'vitest'
import { ESTATES, test, turn, within } from '../../../support/large/world.ts'

const slug = 'summer'
const listIds = ({ results }: { results: readonly { estateId: string }[] }) => results.map(({ estateId }) => estateId)

test.for(resultOrders)('in the order of %s every estate is on one page, and on one only', async (sort, { large }) => {
  const coordinator = await within(large, 'coordinator')
  const whole = listIds(await coordinator.scorecards.results.list({ slug, sort, whole: true }))
  const pages = await turn(async (after) => {
    const page = await coordinator.scorecards.results.list({ slug, sort, after })
    return { ids: listIds(page), next: page.next }
  })
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 30])
  expect(pages.flat()).toEqual(whole)
  expect(new Set(whole).size).toBe(ESTATES)
})

test('names and scores repeat: without the id in the order, estates would be lost at the end of a page', async ({
  large,
}) => {
  const { results } = await (await within(large, 'coordinator')).scorecards.results.list({ slug, whole: true })
  const keys = [
    ({ communityName, name }: (typeof results)[number]) => `${communityName} ${name}`,
    ({ adjusted }: (typeof results)[number]) => String(adjusted),
  ]
  for (const getKey of keys) {
    const sorted = results.toSorted((a, b) => (getKey(a) < getKey(b) ? -1 : 1))
    const lost = sorted.filter((row, at) => {
      const after = sorted[at - 1]
      return after !== undefined && getKey(row) === getKey(after)
    })
    expect(lost.length).toBeGreaterThan(0)
  }
})

test('the totals are those of all pages', async ({ large }) => {
  const coordinator = await within(large, 'coordinator')
  const { totals, results } = await coordinator.scorecards.results.list({ slug })
  const { results: all } = await coordinator.scorecards.results.list({ slug, whole: true })
  expect(results).toHaveLength(50)
  expect(totals).toMatchObject({ count: ESTATES, found: ESTATES, seen: ESTATES, own: 0, apart: false })
  for (const { stars, count } of totals.bands)
    expect(all.filter((result) => result.stars === stars)).toHaveLength(count)
  expect(totals.mean).toBeCloseTo(all.reduce((sum, { adjusted }) => sum + adjusted!, 0) / ESTATES, 6)
})

test('a search finds parts of the names of estate, community and company, and the totals follow it', async ({
  large,
}) => {
  const { scorecards } = await within(large, 'coordinator')
  const search = async (words: string) => scorecards.results.list({ slug, search: words, whole: true })
  const company = await search('12号物业')
  expect(company.totals.found).toBe(company.results.length)
  expect(new Set(company.results.map(({ companyName }) => companyName))).toEqual(new Set(['12号物业服务有限公司']))
  expect((await search('3号社区')).results.every(({ communityName }) => communityName.includes('3号社区'))).toBe(true)
  expect((await search('花园7期')).results.map(({ name }) => name)).toEqual(['阳光花园7期'])
  expect(await search('%')).toMatchObject({ results: [], totals: { count: ESTATES, found: 0, bands: [], mean: null } })
  const { bands } = (await search('')).totals
  const four = await scorecards.results.list({ slug, stars: 4, whole: true })
  expect(four.results).toHaveLength(bands.find(({ stars }) => stars === 4)!.count)
})

test('a company finds its own estates at once, and no order shows it the scores of others', async ({ large }) => {
  const { scorecards } = await within(large, 'company')
  const { totals, compares, results } = await scorecards.results.list({ slug, own: true, whole: true })
  expect(compares).toBe(false)
  expect(results).toHaveLength(totals.own)
  expect(results.every(({ rawMean }) => rawMean !== null)).toBe(true)
  const scored = await scorecards.results.list({ slug, sort: 'score', whole: true })
  expect(listIds(scored)).toEqual(listIds(await scorecards.results.list({ slug, whole: true })))
  expect(scored.results.filter(({ rawMean }) => rawMean !== null)).toHaveLength(totals.own)
  expect(scored.seen).toHaveLength(totals.own)
})

test('tied estates share a place on whatever pages they are', async ({ large }) => {
  const { scorecards } = await within(large, 'coordinator')
  const all = new Map(
    (await scorecards.results.list({ slug, whole: true })).results.map(({ estateId, place }) => [estateId, place]),
  )
  expect([...all.values()].every((place) => place !== null)).toBe(true)
  const { next } = await scorecards.results.list({ slug, sort: 'score' })
  const second = await scorecards.results.list({ slug, sort: 'score', after: next! })
  for (const { estateId, place } of second.results) expect(place).toBe(all.get(estateId))
})
