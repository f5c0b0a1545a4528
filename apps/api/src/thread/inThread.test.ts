import { describe, expect, test } from 'vitest'
import type { RotaProblem } from '@bilin/domain/scorecards/rota/propose'
import { inThread } from './inThread.ts'

const many = (estates: number, reviewers: number): RotaProblem => ({
  estates: Array.from({ length: estates }, (_, i) => ({
    estateId: `e${i}`,
    name: `示例小区${i}`,
    companyId: `company${i}`,
    communityId: `community${i % 50}`,
  })),
  reviewers: Array.from({ length: reviewers }, (_, i) => ({
    seatId: `s${i}`,
    title: `座${i}`,
    memberId: `member${i}`,
    kind: i % 2 ? 'company' : 'community',
  })),
  requiredVisits: 4,
})

describe('a thread', () => {
  test('computes, says how far it is, and others are answered meanwhile', async () => {
    const seen: string[] = []
    let answered = 0
    const others = setInterval(() => (answered += 1), 1)
    const { rota } = await inThread('rota', many(300, 600), { progress: ({ step }) => seen.push(step) })
    clearInterval(others)
    expect(rota?.facts).toMatchObject({ visits: 1200, minLoad: 2, maxLoad: 2, groups: 1 })
    expect(seen).toEqual(expect.arrayContaining(['filling', 'improving', 'days']))
    expect(answered).toBeGreaterThan(5)
  })

  test('is ended at once when it is no longer wanted', async () => {
    const abandoned = new AbortController()
    const going = inThread('rota', many(1000, 3000), {
      signal: abandoned.signal,
      progress: () => abandoned.abort(new Error('cancelled')),
    })
    await expect(going).rejects.toThrow('cancelled')
    await expect(inThread('rota', many(1, 1), { signal: abandoned.signal })).rejects.toThrow('cancelled')
  })

  test('that fails or dies is an error that says so', async () => {
    await expect(inThread('rota', JSON.parse('null'))).rejects.toThrow(/^The thread reckoning rota failed: TypeError/)
    await expect(inThread('nothing' as 'rota', many(1, 1))).rejects.toThrow(/^The thread reckoning nothing failed/)
  })
})
