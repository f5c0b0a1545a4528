import { expect, test } from 'vitest'
import { assertMayRespond, NewRound } from './round.ts'

test('a response counts to the end of the last day, and only while responses are open', () => {
  const round = { stage: 'responding', responseUntil: '2026-10-31' } as const
  expect(() => assertMayRespond(round, '2026-10-31')).not.toThrow()
  expect(() => assertMayRespond(round, '2026-11-01')).toThrow('scorecards.response_deadline_passed')
  expect(() => assertMayRespond({ ...round, stage: 'settling' }, '2026-10-20')).toThrow(
    'scorecards.round_not_responding',
  )
})

test('a round that closes before it opens is refused', () => {
  const round = {
    slug: '2026-autumn',
    title: '秋季互评',
    rubricId: crypto.randomUUID(),
    opensOn: '2026-10-01',
    closesOn: '2026-09-30',
    responseUntil: '2026-10-20',
  }
  expect(NewRound.safeParse(round).error?.issues[0]?.message).toBe('scorecards.dates_reversed')
  expect(NewRound.parse({ ...round, opensOn: '2026年9月1日' }).opensOn).toBe('2026-09-01')
})
