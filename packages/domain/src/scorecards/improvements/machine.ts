/**
 * What may be done with an improvement: it is open until its company says that it is done, and can be reopened.
 *
 * Shapes   its stage follows from the day it was done; its turn is its revision, so that a form loaded before another change
 *          is refused before anything else.
 * Refusals scorecards.improvement_changed_meanwhile, improvement_already_done, improvement_not_done.
 */
import { stageMachine } from '../../stages/machine.ts'

const stages = ['open', 'done'] as const
export type ImprovementStage = (typeof stages)[number]

export const improvementMachine = stageMachine({
  name: 'improvement',
  stages,
  movedOn: 'scorecards.improvement_changed_meanwhile',
  refusals: {},
  acts: {
    change: { in: ['open'], otherwise: 'scorecards.improvement_already_done' },
    drop: { in: ['open'], otherwise: 'scorecards.improvement_already_done' },
  },
  moves: {
    finish: {
      in: ['open'],
      to: 'done',
      otherwise: 'scorecards.improvement_already_done',
      seenFirst: true,
      may: 'scorecards.improve',
      event: 'scorecards.improvement_done',
    },
    resume: {
      in: ['done'],
      to: 'open',
      otherwise: 'scorecards.improvement_not_done',
      seenFirst: true,
      may: 'scorecards.improve',
      event: 'scorecards.improvement_resumed',
    },
  },
})
