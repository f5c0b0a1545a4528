import { describe, expect, test } from 'vitest'
import { assertAllowed, assertMove } from '../stages/machine.ts'
import { projectMachine } from './machine.ts'
import { projectStages } from './stages.ts'

describe('a project goes one way', () => {
  test('from proposed to closed, a step at a time', () => {
    const moves = ['start', 'windUp', 'close'] as const
    expect(
      moves.map((name, at) => assertMove(projectMachine, name, { stage: projectStages[at]! }, projectStages[at]!)),
    ).toEqual(projectStages.slice(1))
  })

  test('two presses of one button make one step', () => {
    expect(() => assertMove(projectMachine, 'windUp', { stage: 'running' }, 'proposed')).toThrow('projects.moved_on')
    expect(() => assertMove(projectMachine, 'start', { stage: 'running' }, 'proposed')).toThrow(
      'projects.not_at_this_stage',
    )
  })

  test('a closed one goes nowhere and changes no more', () => {
    for (const name of ['start', 'windUp', 'close'] as const)
      expect(() => assertMove(projectMachine, name, { stage: 'closed' }, 'closed')).toThrow('projects.already_closed')
    for (const name of ['change', 'join', 'pledge', 'plan', 'report'] as const)
      expect(() => assertAllowed(projectMachine, name, { stage: 'closed' })).toThrow('projects.already_closed')
  })

  test('it starts with two communities', () => {
    const { requires } = projectMachine.moves.start
    expect(() => requires?.({ joined: 1 })).toThrow('projects.nobody_joined')
    expect(() => requires?.({ joined: 2 })).not.toThrow()
  })
})
