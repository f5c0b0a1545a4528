import { expect, test } from 'vitest'
import { comparePreviews } from './preview.ts'

const estate = (estateId: string, stars: number | null, adjusted: number | null) => ({
  ...{ estateId, name: estateId, stars, adjusted, rawMean: 80 },
  unrated: stars === null ? ('little_covered' as const) : null,
})

test('estates with other stars come first, and a score that is shown the same is no change', () => {
  const before = [estate('a', 4, 84.11), estate('b', 4, 85), estate('c', 3, 79.9), estate('gone', 2, 61)]
  const now = [estate('a', 4, 84.12), estate('b', 4, 86.2), estate('c', 4, 80.3), estate('new', 5, 92)]
  expect(
    comparePreviews(before, now).map(({ name, before: from, after: to }) => [name, from?.stars, to?.stars]),
  ).toEqual([
    ['c', 3, 4],
    ['new', undefined, 5],
    ['gone', 2, undefined],
    ['b', 4, 4],
  ])
})

test('an estate that loses its stars is a change, with the reason', () => {
  const [change] = comparePreviews([estate('a', 4, 84)], [estate('a', null, null)])
  expect(change).toMatchObject({
    before: { stars: 4, unrated: null },
    after: { stars: null, unrated: 'little_covered' },
  })
})
