import { expect, test } from 'vitest'
import { rowsAfter, rowsToRead, toPage } from './page.ts'

const all = ['a', 'b', 'c', 'd', 'e']

/** As a query would: rows after the cursor, as many as the page asks for. */
const read = (after: string | null, size: number) =>
  all.filter((row) => after === null || row > after).slice(0, rowsToRead(size))

test.each([1, 2, 3, 5, 6])('pages of %i follow one another without a gap or a repetition, and end', (size) => {
  const seen: string[] = []
  let after: string | null = null
  do {
    const page: ReturnType<typeof toPage<string>> = toPage(read(after, size), size, (last) => last)
    expect(page.rows.length).toBeLessThanOrEqual(size)
    seen.push(...page.rows)
    after = page.next
  } while (after !== null)
  expect(seen).toEqual(all)
})

test('a list sorted in memory goes on after the row named, and from its beginning where that row is gone', () => {
  expect(rowsAfter(all, 'c', String)).toEqual(['d', 'e'])
  expect(rowsAfter(all, 'e', String)).toEqual([])
  expect(rowsAfter(all, 'x', String)).toEqual(all)
})

test('an empty list is one empty page', () => {
  expect(toPage([], 20, String)).toEqual({ rows: [], next: null })
})
