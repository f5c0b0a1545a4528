import { expect, test } from 'vitest'
import { adoptable, mayEnd } from './adoption.ts'
import { PracticeSearch, formatPlace, parsePlace } from './search.ts'
import { PracticeDraft, missingIn } from './practice.ts'
import { endsSoon, nextVersion, publicationStatus, assertCurrent } from './publication.ts'

const given = (until: string | null, withdrawnAt: Date | null = null) => ({ until, withdrawnAt })
const taken = new Date('2026-03-01')

test('a draft needs its title and nothing else; sharing needs the problem, the steps and the result', () => {
  const draft = PracticeDraft.parse({ title: ' 便民充电桩 ', cost: '  ' })
  expect(draft).toEqual({
    title: '便民充电桩',
    problem: '',
    steps: '',
    cost: '',
    result: '',
    place: '',
    indicators: [],
  })
  expect(missingIn(draft)).toEqual(['problem', 'steps', 'result'])
  expect(PracticeDraft.safeParse({ problem: '难' }).success).toBe(false)
})

test('indicators may be typed in any width, with any mark between, or ticked', () => {
  const codes = (indicators: unknown) => PracticeDraft.parse({ title: '一', indicators }).indicators
  expect(codes('Ｅ５、e4，C3 E5')).toEqual(['E5', 'E4', 'C3'])
  expect(codes(['E5', 'C3'])).toEqual(['E5', 'C3'])
  expect(codes('')).toEqual([])
  expect(PracticeDraft.safeParse({ title: '一', indicators: '消防' }).success).toBe(false)
  expect(
    PracticeDraft.safeParse({ title: '一', indicators: Array.from({ length: 13 }, (_, i) => `A${i}`) }).success,
  ).toBe(false)
})

test('a publication stands to its last day, unless it was taken back', () => {
  expect(publicationStatus(given('2026-03-01'), '2026-03-01')).toBe('shared')
  expect(publicationStatus(given('2026-03-01'), '2026-03-02')).toBe('ended')
  expect(publicationStatus(given(null), '2099-01-01')).toBe('shared')
  expect(publicationStatus(given(null, taken), '2026-03-02')).toBe('withdrawn')
})

test('its end is announced for two weeks', () => {
  expect(endsSoon(given('2026-03-15'), '2026-03-01')).toBe(true)
  expect(endsSoon(given('2026-03-16'), '2026-03-01')).toBe(false)
  expect(endsSoon(given('2026-02-28'), '2026-03-01')).toBe(false)
  expect(endsSoon(given('2026-03-15', taken), '2026-03-01')).toBe(false)
})

test('versions follow one another from what was seen', () => {
  expect(nextVersion(0, 0)).toBe(1)
  expect(() => nextVersion(2, 1)).toThrow('practices.published_meanwhile')
  expect(() => assertCurrent({ version: 2, withdrawnAt: null }, 1)).toThrow('practices.published_meanwhile')
  expect(() => assertCurrent({ version: 2, withdrawnAt: taken }, 2)).toThrow('practices.already_withdrawn')
})

test('one adopts a neighbour’s newest version, and ends it once, not before it began', () => {
  expect(() => adoptable({ authorTenantId: 'a', superseded: false }, 'a')).toThrow('practices.adopting_own')
  expect(() => adoptable({ authorTenantId: 'a', superseded: true }, 'b')).toThrow('practices.adoption_superseded')
  expect(() => mayEnd({ since: '2026-03-02', endedOn: null }, '2026-03-01')).toThrow(
    'practices.adoption_dates_reversed',
  )
  expect(() => mayEnd({ since: '2026-03-01', endedOn: '2026-03-02' }, '2026-03-03')).toThrow('practices.adoption_over')
})

test('a place in the list goes into an address and comes back the same', () => {
  const place = {
    loose: true,
    figure: 12,
    at: '2026-03-01 10:00:00.123456+00',
    id: '9b2d3c1e-0000-4000-8000-000000000000',
  }
  expect(PracticeSearch.parse({ after: formatPlace(place) }).after).toBe(formatPlace(place))
  expect(parsePlace(formatPlace(place))).toEqual(place)
  expect(PracticeSearch.parse({ after: 'nonsense', sort: 'nonsense', q: ' 充电 ' })).toMatchObject({
    q: '充电',
    sort: undefined,
  })
})
