import { describe, expect, test } from 'vitest'
import { mayPublish, mayReply, mustBe, NewRound, nextStage } from './round.ts'

describe('a round', () => {
  test('walks from planning to published, a step at a time', () => {
    expect(nextStage('planning', 'planning')).toBe('visiting')
    expect(nextStage('visiting', 'visiting')).toBe('replying')
    expect(nextStage('replying', 'replying')).toBe('published')
  })

  test('takes one step when two people press at once', () => {
    expect(() => nextStage('visiting', 'planning')).toThrow('scorecards.round_moved_on')
  })

  test('ends when it is published', () => {
    expect(() => nextStage('published', 'published')).toThrow('scorecards.round_already_published')
  })

  test('takes marks only while it is visiting', () => {
    expect(() => mustBe('replying', 'visiting')).toThrow('scorecards.round_not_visiting')
  })
})

describe('a reply', () => {
  test('counts to the end of the last day', () => {
    expect(() => mayReply('replying', '2026-10-31', '2026-10-31')).not.toThrow()
    expect(() => mayReply('replying', '2026-10-31', '2026-11-01')).toThrow('scorecards.reply_deadline_passed')
  })
})

describe('publishing', () => {
  test('waits until every reply is ruled on', () => {
    expect(() => mayPublish({ awaitingRuling: 1, awaitingReply: 0 }, '2026-10-31', '2026-11-05')).toThrow(
      'scorecards.replies_unruled',
    )
  })

  test('waits for the companies until their last day, unless all have answered', () => {
    expect(() => mayPublish({ awaitingRuling: 0, awaitingReply: 2 }, '2026-10-31', '2026-10-31')).toThrow(
      'scorecards.replies_still_due',
    )
    expect(() =>
      mayPublish({ awaitingRuling: 0, awaitingReply: 0 }, '2026-10-31', '2026-10-20'),
    ).not.toThrow()
    expect(() =>
      mayPublish({ awaitingRuling: 0, awaitingReply: 2 }, '2026-10-31', '2026-11-01'),
    ).not.toThrow()
  })
})

test('a round that closes before it opens is refused', () => {
  const round = {
    slug: '2026-autumn',
    title: '秋季互评',
    rubricId: crypto.randomUUID(),
    opensOn: '2026-10-01',
    closesOn: '2026-09-30',
    replyUntil: '2026-10-20',
  }
  expect(NewRound.safeParse(round).error?.issues[0]?.message).toBe('scorecards.dates_reversed')
  expect(NewRound.parse({ ...round, opensOn: '2026年9月1日' }).opensOn).toBe('2026-09-01')
})
