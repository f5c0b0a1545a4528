/** Compares the machines' tables with the procedures: what is not in a table is refused and changes nothing. */
import { isAllowed } from '@bilin/domain/stages/machine'
import { projectMachine } from '@bilin/domain/projects/machine'
import { projectStages } from '@bilin/domain/projects/stages'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { roundStages, type RoundStage } from '@bilin/domain/scorecards/rounds/stages'
import fc from 'fast-check'
import { expect } from 'vitest'
import { refusal, test, type World } from '../../support/world.ts'
import { afterwards, coordinatorOf, openResponses, planned, settled, slug, visited } from '../scorecards/round.ts'

type RoundMove = keyof typeof roundMachine.moves
type ProjectMove = keyof typeof projectMachine.moves

test('a round makes no move but those of its table, from whatever stage and whatever was seen', async ({ world }) => {
  const { roundId } = await visited(world)
  await everyOtherMoveIsRefused(world, roundId, 'visiting')
  await openResponses(await coordinatorOf(world, afterwards), roundId)
  await everyOtherMoveIsRefused(world, roundId, 'responding')
  await movesOf(world, roundId).then((moves) => moves.settle('responding'))
  await everyOtherMoveIsRefused(world, roundId, 'settling')
  await movesOf(world, roundId).then((moves) => moves.publish('settling'))
  await everyOtherMoveIsRefused(world, roundId, 'published')
})

test('a round that is planned or cancelled makes no move but those of its table either', async ({ world }) => {
  const { roundId } = await planned(world)
  await everyOtherMoveIsRefused(world, roundId, 'planning')
  await movesOf(world, roundId).then((moves) => moves.cancel('planning'))
  await everyOtherMoveIsRefused(world, roundId, 'cancelled')
})

test('a move is made by who may and by nobody else, and is one line of the log', async ({ world }) => {
  const { roundId } = await settled(world)
  const publish = { roundId, seen: 'settling' } as const
  const before = await logOf(world, roundId)
  for (const title of ['三桥社区书记', '万科小区物业经理', '国胜社区社工一'])
    expect(await refusal((await world.as(title).at('bilin')).scorecards.results.publish(publish))).toBe(
      'permissions.not_yours',
    )
  expect(await logOf(world, roundId)).toEqual(before)
  await (await coordinatorOf(world, afterwards)).results.publish(publish)
  expect(await logOf(world, roundId)).toEqual([...before, roundMachine.moves.publish.event].sort())
})

test('a project pressed at random goes where its table leads, and nowhere else', async ({ world }) => {
  const lead = await world.as('三桥社区书记').at('bilin')
  const neighbour = await world.as('二桥社区书记').at('bilin')
  const press = fc.record({
    move: fc.constantFrom(...(Object.keys(projectMachine.moves) as ProjectMove[])),
    seen: fc.constantFrom(...projectStages),
  })
  const project = { title: '楼道飞线整治', aim: '不再拉飞线', fromDay: '2026-04-01', untilDay: '2026-06-30' }
  await fc.assert(
    fc.asyncProperty(fc.array(press, { minLength: 8, maxLength: 16 }), async (presses) => {
      const { id: projectId, slug: address } = await lead.projects.propose(project)
      await neighbour.projects.join({ projectId })
      let stage: (typeof projectStages)[number] = 'proposed'
      const steps: string[] = [stage]
      for (const { move, seen } of presses) {
        const moves = {
          start: () => lead.projects.start({ projectId, seen }),
          windUp: () => lead.projects.windUp({ projectId, seen }),
          close: () => lead.projects.close({ projectId, seen, result: '办完了' }),
        }
        if (isAllowed(projectMachine.moves[move], stage) && seen === stage) {
          stage = (await moves[move]()).stage
          steps.push(stage)
          expect(stage).toBe(projectMachine.moves[move].to)
        } else expect(await refusal(moves[move]())).toMatch(/^projects\./)
      }
      const page = await lead.projects.one({ slug: address })
      expect([page.project.stage, page.steps.map(({ to }) => to)]).toEqual([stage, steps])
    }),
    { numRuns: 12 },
  )
})

async function movesOf(
  world: World,
  roundId: string,
): Promise<Record<RoundMove, (seen: RoundStage) => Promise<unknown>>> {
  const { rounds, findings, results } = await coordinatorOf(world, afterwards)
  return {
    open: (seen) => rounds.open({ roundId, seen }),
    openResponses: (seen) => findings.openResponses({ roundId, seen }),
    reopen: (seen) => findings.reopen({ roundId, seen }),
    settle: (seen) => findings.settle({ roundId, seen }),
    publish: (seen) => results.publish({ roundId, seen }),
    cancel: (seen) => rounds.cancel({ roundId, seen, reason: '台风。' }),
  }
}

/** The moves that the table has are left out: one of them would be made. */
async function everyOtherMoveIsRefused(world: World, roundId: string, stage: RoundStage) {
  const moves = await movesOf(world, roundId)
  const log = await logOf(world, roundId)
  for (const name of Object.keys(moves) as RoundMove[])
    for (const seen of roundStages.filter((one) => one !== stage || !isAllowed(roundMachine.moves[name], stage)))
      expect(await refusal(moves[name](seen)), `${name} in ${stage}, seen ${seen}`).toMatch(/^scorecards\.round_/)
  expect((await (await coordinatorOf(world)).rounds.get({ slug })).stage).toBe(stage)
  expect(await logOf(world, roundId)).toEqual(log)
}

/** By name: in a world with a pretended clock several events have the same time. */
async function logOf(world: World, subjectId: string) {
  const { rows } = await world.beyond.query<{ name: string }>('select name from event where subject_id = $1', [
    subjectId,
  ])
  return rows.map(({ name }) => name).sort()
}
