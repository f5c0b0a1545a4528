/** Two at once. A transaction of our own holds a row, both procedures are let run into it, and then it lets go. */
import { expect } from 'vitest'
import { refusal, test, type World } from '../support/world.ts'
import {
  afterwards,
  at,
  coordinatorOf,
  lastMinute,
  marks,
  opened,
  replying,
  slug,
  told,
} from './scorecardsRound.ts'

/** Holds what `lock` takes until as many as `waiters` wait for it; answers what `work` came to. */
async function holding<T>(
  world: World,
  lock: [string, unknown[]],
  waiters: number,
  work: () => T,
): Promise<Awaited<T>> {
  const holder = await world.beyond.connect()
  try {
    await holder.query('begin')
    await holder.query(...lock)
    const done = work()
    for (let waiting = 0; waiting < waiters;) {
      const { rows } = await world.beyond.query<{ waiting: number }>(
        `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      waiting = rows[0]!.waiting
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await holder.query('commit')
    return await done
  } finally {
    holder.release()
  }
}

test('marks sent while the round closes are either in it or refused, never lost', async ({ world }) => {
  const round = await opened(world)
  await (
    await at(world, '龙馨园物业经理')
  ).submit({ visitId: round.visitOf('龙馨园物业经理'), revision: 0, marks: marks(5), findings: [] })
  const visitor = await at(world, '国胜社区社工一')
  const visitId = round.visitOf('国胜社区社工一')
  await visitor.save({ visitId, revision: 0, marks: marks(4) })

  const coordinator = await coordinatorOf(world)
  const sheet: [string, unknown[]] = ['select from score_sheet where visit_id = $1 for update', [visitId]]
  const [submitted, closed] = await holding(world, sheet, 2, () =>
    Promise.all([
      outcome(visitor.submit({ visitId, revision: 1 })),
      outcome(coordinator.openReplies({ roundId: round.roundId, seen: 'visiting' })),
    ]),
  )
  expect(closed).toBe('done')
  await (await coordinatorOf(world, afterwards)).publish({ roundId: round.roundId, seen: 'replying' })
  const { results } = await coordinator.results({ slug })
  expect(results.find(({ name }) => name === '万科小区')).toMatchObject({
    visits: submitted === 'done' ? 2 : 1,
  })
  expect(['done', 'scorecards.round_not_visiting']).toContain(submitted)
})

test('a first save while the round closes is refused once it is closed', async ({ world }) => {
  const round = await opened(world)
  await (
    await at(world, '龙馨园物业经理')
  ).submit({ visitId: round.visitOf('龙馨园物业经理'), revision: 0, marks: marks(5), findings: [] })
  const visitor = await at(world, '国胜社区社工一')
  const visitId = round.visitOf('国胜社区社工一')
  const coordinator = await coordinatorOf(world)
  const visit: [string, unknown[]] = ['select from visit where id = $1 for update', [visitId]]
  const [saved, closed] = await holding(world, visit, 2, () =>
    Promise.all([
      outcome(visitor.submit({ visitId, revision: 0, marks: marks(1), findings: [] })),
      outcome(coordinator.openReplies({ roundId: round.roundId, seen: 'visiting' })),
    ]),
  )
  expect(closed).toBe('done')
  const { rows } = await world.beyond.query('select from score where visit_id = $1', [visitId])
  expect(rows.length > 0).toBe(saved === 'done')
})

test('two tabs that save at the same moment: one is kept, the other told', async ({ world }) => {
  const round = await opened(world)
  const visitor = await at(world, '国胜社区社工一')
  const visitId = round.visitOf('国胜社区社工一')
  const answers = await Promise.all(
    [4, 3].map((mark) => outcome(visitor.save({ visitId, revision: 0, marks: marks(mark) }))),
  )
  expect(answers.sort()).toEqual(['done', 'scorecards.changed_meanwhile'])
  const { marks: kept, revision } = await visitor.visit({ visitId })
  expect(new Set(Object.values(kept)).size).toBe(1)
  expect(revision).toBe(1)
})

test('a reply at the last minute is ruled on or refused, and never published over', async ({ world }) => {
  const { roundId } = await told(world)
  const company = await at(world, '万科小区物业经理', lastMinute)
  const { findings } = await company.findings({ slug })
  const coordinator = await coordinatorOf(world, afterwards)
  const round: [string, unknown[]] = ['select from round where id = $1 for update', [roundId]]
  const [replied, published] = await holding(world, round, 2, () =>
    Promise.all([
      outcome(company.reply({ findingId: findings[0]!.id, text: '已清开。' })),
      outcome(coordinator.publish({ roundId, seen: 'replying' })),
    ]),
  )
  expect([
    ['done', 'scorecards.replies_unruled'],
    ['scorecards.round_not_replying', 'done'],
  ]).toContainEqual([replied, published])
})

test('two coordinators publish at once, and the results are written once', async ({ world }) => {
  const { roundId } = await told(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const answers = await Promise.all(
    [1, 2].map(() => outcome(coordinator.publish({ roundId, seen: 'replying' }))),
  )
  expect(answers.sort()).toEqual(['done', 'scorecards.round_not_replying'])
  expect((await coordinator.results({ slug })).results).toHaveLength(2)
})

test('a visit is dropped or submitted, not both', async ({ world }) => {
  const round = await opened(world)
  const visitId = round.visitOf('国胜社区社工一')
  const visitor = await at(world, '国胜社区社工一')
  await visitor.save({ visitId, revision: 0, marks: marks(4) })
  const coordinator = await coordinatorOf(world, replying)
  const sheet: [string, unknown[]] = ['select from score_sheet where visit_id = $1 for update', [visitId]]
  const [submitted, dropped] = await holding(world, sheet, 2, () =>
    Promise.all([
      outcome(visitor.submit({ visitId, revision: 1 })),
      outcome(coordinator.dropVisit({ visitId })),
    ]),
  )
  expect([submitted, dropped].filter((answer) => answer === 'done')).toHaveLength(1)
  const { rows } = await world.beyond.query('select from visit where id = $1', [visitId])
  expect(rows).toHaveLength(dropped === 'done' ? 0 : 1)
})

const outcome = (call: Promise<unknown>): Promise<string> => call.then(() => 'done', (error: unknown) => refusal(Promise.reject(error as Error))) // prettier-ignore
