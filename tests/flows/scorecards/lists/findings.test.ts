/** Findings and disputed marks of a round of more estates than a page holds. */
import { findingStatuses } from '@bilin/domain/scorecards/findings/status'
import { expect } from 'vitest'
import { ESTATES, test, turn, within } from '../../../support/large/world.ts'

const slug = 'autumn'

test('every finding is on one page, and on one only, also of one status', async ({ large }) => {
  const { findings } = (await within(large, 'coordinator')).scorecards
  const { counts } = await findings.list({ slug })
  const listIds = async (asked: object) => {
    const pages = await turn(async (after) => {
      const page = await findings.list({ slug, ...asked, after })
      return { ids: page.findings.map(({ id }) => id), next: page.next }
    })
    expect(pages.slice(0, -1).every(({ length }) => length === 50)).toBe(true)
    expect(pages.flat()).toEqual((await findings.list({ slug, ...asked, whole: true })).findings.map(({ id }) => id))
    return pages.flat()
  }
  const all = await listIds({})
  expect(all).toHaveLength(2 * ESTATES)
  expect(new Set(all).size).toBe(2 * ESTATES)
  const each = []
  for (const show of findingStatuses) {
    const some = await listIds({ show })
    expect(some, show).toHaveLength(counts[show])
    each.push(...some)
  }
  expect(each.toSorted()).toEqual(all.toSorted())
  expect(counts.undecided).toBeGreaterThan(0)
  expect(counts.unanswered).toBeGreaterThan(50)
})

test('estates of one name stay apart, and one estate’s findings are found by its id', async ({ large }) => {
  const { findings } = (await within(large, 'coordinator')).scorecards
  const { findings: all } = await findings.list({ slug, whole: true })
  const names = new Set(all.map(({ estate }) => estate))
  const estates = new Set(all.map(({ estateId }) => estateId))
  expect(names.size).toBeLessThan(estates.size)
  for (const estateId of [...estates].slice(0, 3)) {
    const { findings: own, counts } = await findings.list({ slug, estateId })
    expect(own).toHaveLength(2)
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(2)
  }
})

test('disputed marks come a page at a time, those that wait for a decision first', async ({ large }) => {
  const { findings } = (await within(large, 'coordinator')).scorecards
  const all = await findings.disputed({ slug })
  const most = Math.ceil(all.length / 3)
  const pages = await turn(async (after) => {
    const marks = await findings.disputed({ slug, after, most })
    return { ids: marks.map(({ id }) => id), next: marks.length === most ? marks.at(-1)!.id : null }
  })
  expect(pages.flat()).toEqual(all.map(({ id }) => id))
  expect(all.length).toBeGreaterThan(10)
  expect((await findings.list({ slug })).disputedMarks).toBe(all.length)
})

test('the marks of an estate are found by its name, with its disputes', async ({ large }) => {
  const { findings } = (await within(large, 'coordinator')).scorecards
  const { estates, more, estate, marks } = await findings.disclosedMarks({ slug })
  expect(estates).toHaveLength(24)
  expect(more).toBe(true)
  expect(estate).toEqual(estates[0])
  expect(marks.length).toBeGreaterThan(100)
  const disputed = await findings.disputed({ slug })
  const [one] = disputed
  const found = await findings.disclosedMarks({ slug, search: one!.estate, estateId: one!.estateId })
  expect(found.estate!.estateId).toBe(one!.estateId)
  const ofEstate = disputed.filter(({ estateId }) => estateId === one!.estateId)
  expect(found.estate).toMatchObject({ disputed: ofEstate.length, undecided: ofEstate.length })
  expect(found.marks.filter(({ response }) => response !== null)).toHaveLength(ofEstate.length)
  const company = (await within(large, 'company')).scorecards
  const own = await company.findings.disclosedMarks({ slug })
  expect(own.more).toBe(false)
  expect(own.estates).toHaveLength((await company.rounds.get({ slug, own: true })).totals.own)
})
