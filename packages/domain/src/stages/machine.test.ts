import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertAllowed, assertMove, stageMachine, type Move } from './machine.ts'

const stages = ['a', 'b', 'c', 'd'] as const
type Stage = (typeof stages)[number]

const somewhere = fc.constantFrom(...stages)
const moves = fc.record({
  in: fc.uniqueArray(somewhere, { minLength: 1 }),
  to: somewhere,
  seenFirst: fc.option(fc.constant<true>(true), { nil: undefined }),
})
const machines = fc
  .record({ one: moves, other: moves, refusals: fc.uniqueArray(somewhere) })
  .map(({ one, other, refusals }) =>
    stageMachine({
      name: 'thing',
      stages,
      movedOn: 'things.moved_on',
      refusals: Object.fromEntries(refusals.map((stage) => [stage, `things.is_${stage}` as const])),
      acts: { look: { in: one.in, otherwise: 'things.not_now' } },
      moves: { one: moveOf(one), other: moveOf(other) },
    }),
  )

function moveOf({ seenFirst, ...move }: { in: Stage[]; to: Stage; seenFirst: true | undefined }): Move<Stage, unknown> {
  const rest = { otherwise: 'things.not_now', may: 'projects.plan', event: 'projects.started' } as const
  return { ...move, ...rest, ...(seenFirst && { seenFirst }) }
}

const outcomeOf = (work: () => unknown) => {
  try {
    return { to: work() }
  } catch (error) {
    return { refused: (error as Error).message }
  }
}

describe('whatever the table', () => {
  test('no move outside it succeeds, and every move in it leads where the table says', () => {
    fc.assert(
      fc.property(machines, fc.constantFrom('one', 'other'), somewhere, somewhere, (machine, name, stage, seen) => {
        const outcome = outcomeOf(() => assertMove(machine, name, { stage }, seen))
        const inTable = machine.moves[name].in.includes(stage) && seen === stage
        expect('to' in outcome).toBe(inTable)
        if (inTable) expect(outcome).toEqual({ to: machine.moves[name].to })
      }),
    )
  })

  test('a move from an older turn than the last is refused, whatever the stage', () => {
    fc.assert(
      fc.property(machines, fc.constantFrom('one', 'other'), somewhere, fc.nat(9), fc.nat(9), (...drawn) => {
        const [machine, name, stage, turn, seen] = drawn
        const outcome = outcomeOf(() => assertMove(machine, name, { stage, turn }, seen))
        expect('to' in outcome).toBe(machine.moves[name].in.includes(stage) && seen === turn)
      }),
    )
  })

  test('an act is refused in every stage that the table does not name', () => {
    fc.assert(
      fc.property(machines, somewhere, (machine, stage) => {
        const outcome = outcomeOf(() => assertAllowed(machine, 'look', { stage }))
        expect('refused' in outcome).toBe(!machine.acts.look.in.includes(stage))
      }),
    )
  })

  test('somebody who saw another stage is refused because it moved on, unless the stage or the act has a refusal of its own', () => {
    fc.assert(
      fc.property(machines, fc.constantFrom('one', 'other'), somewhere, somewhere, (machine, name, stage, seen) => {
        const outcome = outcomeOf(() => assertMove(machine, name, { stage }, seen))
        const { in: from, seenFirst } = machine.moves[name]
        const ofStage = from.includes(stage) ? undefined : machine.refusals[stage]
        if (ofStage) expect(outcome).toEqual({ refused: ofStage })
        else if (seen !== stage && (from.includes(stage) || seenFirst))
          expect(outcome).toEqual({ refused: 'things.moved_on' })
        else if (!from.includes(stage)) expect(outcome).toEqual({ refused: 'things.not_now' })
      }),
    )
  })
})
