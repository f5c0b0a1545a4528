/**
 * What may be done with a joint project in which stage, and its moves. Has no zod schemas, so that pages stay small.
 *
 * Shapes   proposed → running → closing → closed, one way.
 * Refusals projects.moved_on, not_running_yet, not_at_this_stage, already_closed, not_the_lead, nobody_joined.
 */
import { refuse } from '../refusal.ts'
import { stageMachine } from '../stages/machine.ts'
import { leads } from './lead.ts'
import { projectStages } from './stages.ts'

const otherwise = 'projects.not_at_this_stage'

export const projectMachine = stageMachine({
  name: 'project',
  stages: projectStages,
  movedOn: 'projects.moved_on',
  refusals: { proposed: 'projects.not_running_yet', closed: 'projects.already_closed' },
  mover: { is: leads, otherwise: 'projects.not_the_lead' },
  acts: {
    change: { in: ['proposed', 'running'], otherwise },
    join: { in: ['proposed', 'running'], otherwise },
    pledge: { in: ['proposed', 'running', 'closing'], otherwise },
    plan: { in: ['proposed', 'running', 'closing'], otherwise },
    report: { in: ['running', 'closing'], otherwise },
  },
  moves: {
    start: {
      in: ['proposed'],
      to: 'running',
      otherwise,
      may: 'projects.plan',
      event: 'projects.started',
      requires: assertJoint,
    },
    windUp: { in: ['running'], to: 'closing', otherwise, may: 'projects.plan', event: 'projects.winding_up' },
    close: { in: ['closing'], to: 'closed', otherwise, may: 'projects.close', event: 'projects.closed' },
  },
})

/** A joint project has at least two communities: the lead and another, or two if the alliance leads. */
function assertJoint({ joined }: { joined: number }): void {
  if (joined < 2) refuse('conflict', 'projects.nobody_joined')
}
