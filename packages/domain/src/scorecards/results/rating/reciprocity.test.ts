import { expect, test } from 'vitest'
import { findReciprocity } from './reciprocity.ts'
import { simulateMutual } from './tests/mutual.ts'

const rounds = Array.from({ length: 25 }, (_, seed) => seed + 1)
const ERROR = 0.05
const PAIRS = 45

test('two companies that favour each other by fifteen points are found, and hardly ever others', () => {
  const found = rounds.map((seed) => findReciprocity(simulateMutual({ favour: 15, seed }))!)
  const named = (pairs: (typeof found)[number]) => pairs.map(({ companies }) => companies.join())
  expect(found.filter((pairs) => named(pairs).includes('k0,k1')).length).toBeGreaterThan(20)
  expect(found.filter((pairs) => named(pairs).some((pair) => pair !== 'k0,k1')).length).toBeLessThan(5)
  const [first] = found.find((pairs) => pairs.length > 0)!
  expect(first).toMatchObject({ companies: ['k0', 'k1'], marks: 4 })
  expect(first!.points).toBeGreaterThan(5)
})

test('where nobody favours anybody a pair is named in few rounds, although there are many pairs', () => {
  const count = (error?: number) =>
    rounds.filter((seed) => findReciprocity(simulateMutual({ favour: 0, seed }), error)!.length > 0).length
  expect(count()).toBeLessThan(5)
  // The control: each pair by itself, as if it were the only one.
  expect(count(ERROR * PAIRS)).toBeGreaterThan(8)
})

test('one company that favours another is not reciprocal', () => {
  const oneWay = rounds.map((seed) => {
    const marks = simulateMutual({ favour: 15, seed })
    return marks.map((mark) => (mark.by === 'k1' && mark.at === 'k0' ? { ...mark, value: mark.value - 30 } : mark))
  })
  expect(
    oneWay.filter((marks) => findReciprocity(marks)!.some(({ companies }) => companies.join() === 'k0,k1')),
  ).toEqual([])
})

test('with too few visits nothing is said', () => {
  expect(findReciprocity(simulateMutual({ favour: 15, seed: 1 }).slice(0, 12))).toBeNull()
})
