import { describe, expect, test } from 'vitest'
import { assertAllowed, assertMove } from '../../stages/machine.ts'
import { roundMachine } from './machine.ts'
import { path, type RoundStage } from './stages.ts'

type MoveName = keyof typeof roundMachine.moves
const move = (name: MoveName, stage: RoundStage, seen: RoundStage = stage) =>
  assertMove(roundMachine, name, { stage }, seen)

describe('a round', () => {
  test('goes from planning to published, a step at a time', () => {
    const moves = ['open', 'openResponses', 'settle', 'publish'] as const
    expect(moves.map((name, at) => move(name, path[at]!))).toEqual(path.slice(1))
  })

  test('takes one step when two people press at once', () => {
    expect(() => move('open', 'visiting', 'planning')).toThrow('scorecards.round_not_planning')
    expect(() => move('openResponses', 'visiting', 'planning')).toThrow('scorecards.round_moved_on')
  })

  test('takes marks only while it is visiting', () => {
    expect(() => assertAllowed(roundMachine, 'mark', { stage: 'responding' })).toThrow('scorecards.round_not_visiting')
  })

  test('goes back from responses to visiting, and nowhere else', () => {
    expect(move('reopen', 'responding')).toBe('visiting')
    for (const stage of path.filter((one) => one !== 'responding'))
      expect(() => move('reopen', stage)).toThrow('scorecards.round_not_responding')
  })

  test('is cancelled before it is published, by somebody who saw where it was', () => {
    for (const stage of path.slice(0, -1)) expect(move('cancel', stage)).toBe('cancelled')
    expect(() => move('cancel', 'published')).toThrow('scorecards.round_already_published')
    expect(() => move('cancel', 'published', 'settling')).toThrow('scorecards.round_moved_on')
  })

  test('that was cancelled says so to every act but the message that it was', () => {
    const { sendMessages, ...acts } = roundMachine.acts
    expect(sendMessages.in).toContain('cancelled')
    for (const name of Object.keys(acts) as (keyof typeof acts)[])
      expect(() => assertAllowed(roundMachine, name, { stage: 'cancelled' })).toThrow('scorecards.round_cancelled')
    for (const name of Object.keys(roundMachine.moves) as MoveName[])
      expect(() => move(name, 'cancelled', 'visiting')).toThrow('scorecards.round_cancelled')
  })

  test('sends no messages once the visits are over', () => {
    for (const stage of ['responding', 'settling', 'published'] as const)
      expect(() => assertAllowed(roundMachine, 'sendMessages', { stage })).toThrow('scorecards.sending_over')
  })

  test('takes decisions and no responses while it is settling', () => {
    expect(() => assertAllowed(roundMachine, 'decide', { stage: 'settling' })).not.toThrow()
    expect(() => assertAllowed(roundMachine, 'respond', { stage: 'settling' })).toThrow(
      'scorecards.round_not_responding',
    )
    expect(() => assertAllowed(roundMachine, 'decide', { stage: 'published' })).toThrow('scorecards.round_not_settling')
  })
})
