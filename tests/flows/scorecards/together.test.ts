/** Two at once, in a round. */
import { subjectKinds, type SubjectKind } from '@bilin/domain/scorecards/findings/response'
import { describe, expect } from 'vitest'
import { actsOf, crossed, outcome } from '../../support/together.ts'
import { test, type World } from '../../support/world.ts'
import {
  afterwards,
  at,
  coordinatorOf,
  lastMinute,
  marks,
  opened,
  responding,
  settled,
  slug,
  disclosed,
  listFewVisited,
  withoutValues,
} from './round.ts'

describe('while the coordinator closes the visits', () => {
  async function closing(world: World, draft: boolean) {
    const round = await opened(world)
    const first = await at(world, '龙馨园物业经理')
    await first.visits.submit({
      visitId: round.visitOf('龙馨园物业经理'),
      revision: 0,
      marks: marks(5),
      findings: [],
    })
    const reviewer = await at(world, '国胜社区社工一')
    const visitId = round.visitOf('国胜社区社工一')
    if (draft) await reviewer.visits.save({ visitId, revision: 0, marks: marks(4) })
    const coordinator = await coordinatorOf(world)
    await withoutValues(coordinator, round.roundId)
    const { visits } = await coordinator.messages.behind({ slug })
    const confirmed = {
      confirmedEstates: await listFewVisited(coordinator),
      confirmedVisits: visits.map(({ visitId: lapsing }) => lapsing),
    }
    return crossed(
      world,
      actsOf('联盟协调员'),
      () => coordinator.findings.openResponses({ roundId: round.roundId, seen: 'visiting', ...confirmed }),
      () => reviewer.visits.submit({ visitId, revision: draft ? 1 : 0, marks: marks(4), findings: [] }),
    )
  }

  test('a reviewer who submits a draft is refused, rather than marking what no longer counts', async ({ world }) => {
    expect(await closing(world, true)).toEqual(['done', 'scorecards.round_not_visiting'])
  })

  test('so is one who saves for the first time', async ({ world }) => {
    expect(await closing(world, false)).toEqual(['done', 'scorecards.round_not_visiting'])
  })

  test('and would not be, if a sheet did not hold on to its visit', async ({ world }) => {
    for (const table of ['score_sheet', 'score', 'visit_finding'])
      await world.beyond.query(`alter table ${table} drop constraint ${table}_tenant_id_visit_id_reviewer_id_fkey`)
    expect(await closing(world, false)).toEqual(['done', 'done'])
  })
})

describe('while the coordinator ends the responses', () => {
  async function settling(world: World, of: SubjectKind) {
    const { roundId } = await disclosed(world)
    const company = await at(world, '万科小区物业经理', lastMinute)
    const [finding] = (await company.findings.list({ slug })).findings
    const mark = (await company.findings.disclosedMarks({ slug })).marks.find((one) => one.mark === 4)!
    const coordinator = await coordinatorOf(world, afterwards)
    return crossed(
      world,
      actsOf('联盟协调员'),
      () => coordinator.findings.settle({ roundId, seen: 'responding' }),
      () =>
        of === 'finding'
          ? company.findings.respond({ of, subjectId: finding!.id, text: '已清开。' })
          : company.findings.respond({ of, subjectId: mark.id, text: '当天有记录。' }),
    )
  }

  for (const kind of subjectKinds) {
    test(`what is said in the last minute (${kind}) is refused, rather than overlooked`, async ({ world }) => {
      expect(await settling(world, kind)).toEqual(['done', 'scorecards.round_not_responding'])
    })

    test(`and would be overlooked, if it did not hold on to its round (${kind})`, async ({ world }) => {
      await world.beyond.query('alter table response drop constraint response_tenant_id_round_id_fkey')
      expect(await settling(world, kind)).toEqual(['done', 'done'])
    })
  }
})

test('a second press publishes nothing twice', async ({ world }) => {
  const { roundId } = await settled(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const answers = await Promise.all(
    [1, 2].map(() => outcome(coordinator.results.publish({ roundId, seen: 'settling' }))),
  )
  expect(answers.sort()).toEqual(['done', 'scorecards.round_not_settling'])
  expect((await coordinator.results.list({ slug })).results).toHaveLength(2)
})

test('of two tabs that save at the same moment one is saved, the other refused', async ({ world }) => {
  const round = await opened(world)
  const reviewer = await at(world, '国胜社区社工一')
  const visitId = round.visitOf('国胜社区社工一')
  const answers = await Promise.all(
    [4, 3].map((mark) => outcome(reviewer.visits.save({ visitId, revision: 0, marks: marks(mark) }))),
  )
  expect(answers.sort()).toEqual(['done', 'scorecards.changed_meanwhile'])
  const { marks: saved, revision } = await reviewer.visits.get({ visitId })
  expect(new Set(Object.values(saved)).size).toBe(1)
  expect(revision).toBe(1)
})

test('a visit is submitted or dropped, not both', async ({ world }) => {
  const round = await opened(world)
  const visitId = round.visitOf('国胜社区社工一')
  const reviewer = await at(world, '国胜社区社工一')
  await reviewer.visits.save({ visitId, revision: 0, marks: marks(4) })
  const coordinator = await coordinatorOf(world, responding)
  const answers = await crossed(
    world,
    actsOf('国胜社区社工一'),
    () => reviewer.visits.submit({ visitId, revision: 1 }),
    () => coordinator.rota.dropVisit({ visitId }),
  )
  expect(answers).toEqual(['done', 'scorecards.already_submitted'])
  expect((await reviewer.visits.get({ visitId })).submittedAt).not.toBeNull()
})
