import { describe, expect, test } from 'vitest'
import { measureWorlds, published, publishedBefore } from './measures.ts'
import { REASONS } from './simulated.ts'

/** Estates adopt because they know that they are poor. */
const poorAndKnown = { rounds: 5, reason: 'knowing' } as const

describe('an effect that is simulated', () => {
  test('of a useless practice is hardly ever called worse where poor estates adopt it knowingly', () => {
    const useless = { ...poorAndKnown, estates: 100, effect: 0 }
    expect(measureWorlds(useless, 40, published).worse).toBeLessThan(0.06)
    // The control: what was published before compares adopters of all rounds with those who never needed it.
    expect(measureWorlds(useless, 20, publishedBefore).worse).toBeGreaterThan(0.5)
  })

  test.each(REASONS)('of ten points lies in the interval nine times in ten where estates adopt by %s', (reason) => {
    const { covered, bias, better } = measureWorlds({ rounds: 5, reason, estates: 30, effect: 10 }, 100, published)
    expect(covered).toBeGreaterThan(0.85)
    expect(Math.abs(bias)).toBeLessThan(2.5)
    expect(better).toBeGreaterThan(0.5)
  })

  test('is missed by the interval that was published before where poor estates adopt it knowingly', () => {
    const before = measureWorlds({ ...poorAndKnown, estates: 30, effect: 10 }, 100, publishedBefore)
    expect(before.covered).toBeLessThan(0.8)
    expect(before.bias).toBeLessThan(-3)
  })
})
