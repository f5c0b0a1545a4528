/** Exactly once: what a phone sends again, because the response was lost, counts once. */
import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import { at, coordinatorOf, marks, opened, openBin, responding, openResponses } from '../round.ts'

const reviewer = '国胜社区社工一'

async function getVisit(world: World) {
  const round = await opened(world)
  return { round, visitId: round.visitOf(reviewer), scorecards: await at(world, reviewer) }
}

const submissionsIn = async (world: World, visitId: string) => {
  const { rows } = await world.beyond.query<{ count: number }>(
    `select count(*)::int as count from event where name = 'scorecards.visit_submitted' and subject_id = $1`,
    [visitId],
  )
  return rows[0]!.count
}

describe('a submission', () => {
  test('sent again with its own id has the same answer and counts once, one after the other and at once', async ({
    world,
  }) => {
    const { visitId, scorecards } = await getVisit(world)
    const submission = {
      visitId,
      revision: 0,
      marks: marks(4),
      findings: [openBin],
      submissionId: randomUUID(),
    }
    await Promise.all([1, 2, 3].map(() => scorecards.visits.submit(submission)))
    await scorecards.visits.submit(submission)
    expect(await submissionsIn(world, visitId)).toBe(1)
    expect((await scorecards.visits.get({ visitId })).findings).toHaveLength(1)
  })

  test('without an id, or with another, is refused because the visit is sealed: the control', async ({ world }) => {
    const { visitId, scorecards } = await getVisit(world)
    const submission = { visitId, revision: 0, marks: marks(4), findings: [openBin] }
    await scorecards.visits.submit(submission)
    expect(await refusal(scorecards.visits.submit(submission))).toBe('scorecards.already_submitted')
    expect(await refusal(scorecards.visits.submit({ ...submission, submissionId: randomUUID() }))).toBe(
      'scorecards.already_submitted',
    )
    expect(await submissionsIn(world, visitId)).toBe(1)
  })

  test('counts twice where a sheet is not sealed by the first: the control with the guard away', async ({ world }) => {
    const { visitId, scorecards } = await getVisit(world)
    const submission = { visitId, revision: 0, marks: marks(4), submissionId: randomUUID() }
    await scorecards.visits.submit(submission)
    await world.beyond.query('update score_sheet set submission_id = null where visit_id = $1', [visitId])
    for (const table of ['score_sheet', 'score', 'visit_finding'])
      await world.beyond.query(`update ${table} set submitted_at = null where visit_id = $1`, [visitId])
    await scorecards.visits.submit({ ...submission, revision: 1 })
    expect(await submissionsIn(world, visitId)).toBe(2)
  })

  test('seals what was saved, findings and all, when it brings none of its own', async ({ world }) => {
    const { visitId, scorecards } = await getVisit(world)
    await scorecards.visits.save({ visitId, revision: 0, marks: marks(4), findings: [openBin] })
    await scorecards.visits.submit({ visitId, revision: 1, submissionId: randomUUID() })
    const { findings, submittedAt } = await scorecards.visits.get({ visitId })
    expect([findings.length, submittedAt === null]).toEqual([1, false])
  })
})

describe('a save', () => {
  test('sent again, or three times at once, is one revision and one of each finding', async ({ world }) => {
    const { visitId, scorecards } = await getVisit(world)
    const draft = { visitId, revision: 0, marks: marks(4), findings: [{ id: randomUUID(), ...openBin }] }
    const answers = await Promise.all([1, 2, 3].map(() => scorecards.visits.save(draft)))
    expect(answers).toEqual([1, 2, 3].map(() => ({ revision: 1 })))
    expect(await scorecards.visits.save(draft)).toEqual({ revision: 1 })
    expect((await scorecards.visits.get({ visitId })).findings).toHaveLength(1)
  })

  test('of other words on the same revision is refused, and overwrites nothing', async ({ world }) => {
    const { visitId, scorecards } = await getVisit(world)
    await scorecards.visits.save({ visitId, revision: 0, marks: marks(4) })
    expect(await refusal(scorecards.visits.save({ visitId, revision: 0, marks: marks(3) }))).toBe(
      'scorecards.changed_meanwhile',
    )
    expect((await scorecards.visits.get({ visitId })).marks['A1']).toBe(4)
  })

  test('that arrives after the visits were closed is refused with what to do, and the sheet stays as it was', async ({
    world,
  }) => {
    const { visitId, scorecards, round } = await getVisit(world)
    await scorecards.visits.save({ visitId, revision: 0, marks: marks(4) })
    await (
      await at(world, '龙馨园物业经理')
    ).visits.submit({
      visitId: round.visitOf('龙馨园物业经理'),
      revision: 0,
      marks: marks(5),
    })
    await openResponses(await coordinatorOf(world, responding), round.roundId)
    const late = scorecards.visits.submit({ visitId, revision: 1, marks: marks(1), submissionId: randomUUID() })
    expect(await refusal(late)).toBe('scorecards.round_not_visiting')
    expect(await scorecards.visits.get({ visitId })).toMatchObject({ submittedAt: null, marks: { A1: 4 } })
  })
})

test('what a colleague or the coordinator enters for somebody says who entered it', async ({ world }) => {
  const { visitId, scorecards } = await getVisit(world)
  expect(await scorecards.visits.get({ visitId })).toMatchObject({ onBehalf: null })
  await scorecards.visits.save({ visitId, revision: 0, marks: marks(4) })
  expect(await scorecards.visits.get({ visitId })).toMatchObject({ onBehalf: false })
  await (await at(world, '国胜社区社工二')).visits.save({ visitId, revision: 1, marks: marks(3) })
  expect(await scorecards.visits.get({ visitId })).toMatchObject({ onBehalf: true, savedBy: '国胜社区社工二' })
  const visits = await (await coordinatorOf(world)).rounds.visits({ slug: '2026-winter' })
  expect(visits.find(({ id }) => id === visitId)).toMatchObject({ enteredBy: '国胜社区社工二' })
})

describe('a phone that never heard that its save had arrived', () => {
  const draft = { id: randomUUID(), turn: 1 }
  const further = { marks: marks(4, { C2: 2 }), findings: [openBin] }

  test('goes on from it, as if it had heard', async ({ world }) => {
    const { visitId, scorecards } = await getVisit(world)
    await scorecards.visits.save({ visitId, revision: 0, draft, marks: marks(4) })
    const { revision } = await scorecards.visits.save({
      visitId,
      revision: 0,
      draft: { ...draft, turn: 2 },
      ...further,
    })
    expect(revision).toBe(2)
    await scorecards.visits.submit({ visitId, revision: 1, draft: { ...draft, turn: 3 }, ...further })
    expect((await scorecards.visits.get({ visitId })).marks.C2).toBe(2)
  })

  test('is refused when it was somebody else who saved, with another draft or with none', async ({ world }) => {
    const { visitId, scorecards } = await getVisit(world)
    await scorecards.visits.save({ visitId, revision: 0, draft: { id: randomUUID(), turn: 1 }, marks: marks(4) })
    const stale = { visitId, revision: 0, draft: { ...draft, turn: 9 }, ...further }
    expect(await refusal(scorecards.visits.save(stale))).toBe('scorecards.changed_meanwhile')
    expect(await refusal(scorecards.visits.save({ ...stale, draft: undefined }))).toBe('scorecards.changed_meanwhile')
  })

  test('does not fall back to an earlier turn that arrives late', async ({ world }) => {
    const { visitId, scorecards } = await getVisit(world)
    await scorecards.visits.save({ visitId, revision: 0, draft: { ...draft, turn: 5 }, ...further })
    const late = { visitId, revision: 0, draft: { ...draft, turn: 4 }, marks: marks(1) }
    expect(await refusal(scorecards.visits.save(late))).toBe('scorecards.changed_meanwhile')
    expect((await scorecards.visits.get({ visitId })).marks.C2).toBe(2)
  })
})
