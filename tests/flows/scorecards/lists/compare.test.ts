/** Comparing the results of a round of more estates than a page holds. */
import { expect } from 'vitest'
import { refusal } from '../../../support/world.ts'
import { ESTATES, test, within } from '../../../support/large/world.ts'

const mean = (figures: readonly number[]) => figures.reduce((a, b) => a + b, 0) / figures.length

test('a community is the plain mean of its estates, and a kind of estate too', async ({ large }) => {
  const { compare, scorecards } = await within(large, 'coordinator')
  const { results } = await scorecards.results.list({ slug: 'summer', whole: true })
  const getScores = (isIn: (result: (typeof results)[number]) => boolean) =>
    results.filter(isIn).map(({ adjusted }) => adjusted!)
  const { groups, round } = await compare.read({ by: 'community' })
  expect(round!.slug).toBe('summer')
  expect(groups.reduce((sum, { estates }) => sum + estates, 0)).toBe(ESTATES)
  for (const { key, estates, total, values } of groups) {
    const scores = getScores(({ communityId }) => communityId === key)
    expect(scores).toHaveLength(estates)
    expect(total).toBeCloseTo(mean(scores), 1)
    expect(values['C']).toBeCloseTo(mean(scores), 1)
  }
  const kinds = (await compare.read({ by: 'kind' })).groups
  for (const { key, total } of kinds) expect(total).toBeCloseTo(mean(getScores(({ kind }) => kind === key)), 1)
  expect(kinds.map(({ key }) => key).toSorted()).toEqual(['commercial', 'resettlement'])
})

test('the estates of a page are compared in its order, over all rounds', async ({ large }) => {
  const { compare, scorecards } = await within(large, 'community')
  const { results } = await scorecards.results.list({ slug: 'summer', sort: 'score' })
  const estateIds = results.map(({ estateId }) => estateId)
  const { groups, trend } = await compare.read({ estateIds })
  expect(groups.map(({ key }) => key)).toEqual(estateIds)
  expect(groups.map(({ total }) => total)).toEqual(results.map(({ adjusted }) => adjusted))
  expect(trend.map(({ key }) => key)).toEqual(estateIds)
  expect(Object.keys(trend[0]!.values).toSorted()).toEqual(['spring', 'summer'])
  expect(trend.map(({ values }) => values['summer'])).toEqual(results.map(({ adjusted }) => adjusted))
})

test('a search and a kind narrow what is compared', async ({ large }) => {
  const { compare } = await within(large, 'coordinator')
  const found = await compare.read({ by: 'community', search: '3号社区' })
  expect(found.groups.every(({ name }) => name.includes('3号社区'))).toBe(true)
  const all = (await compare.read({ by: 'kind' })).groups.find(({ key }) => key === 'resettlement')!
  const some = await compare.read({ by: 'community', kind: 'resettlement' })
  expect(some.groups.reduce((sum, { estates }) => sum + estates, 0)).toBe(all.estates)
})

test('a company compares its own figures and no means', async ({ large }) => {
  const { compare, scorecards } = await within(large, 'company')
  const { results, totals } = await scorecards.results.list({ slug: 'summer', own: true })
  const { groups, sees } = await compare.read({})
  expect(sees).toBe(false)
  expect(groups.length).toBe(100)
  const own = new Set(results.map(({ estateId }) => estateId))
  expect(own.size).toBe(totals.own)
  for (const { key, total } of groups) expect(total !== null).toBe(own.has(key))
  expect(await refusal(compare.read({ by: 'community' }))).toBe('compare.bands_only')
})
