/**
 * What may be done with a round in which stage, and what moves it on. For pages too: it loads no rules of typing.
 *
 * Shapes   planning → visiting → responding → settling → published, one step at a time and none back; cancelled from
 *          anywhere before published, for good. A correction is no move: it is a next version of what was published.
 * Refusals scorecards.round_moved_on, round_cancelled, round_not_planning, round_not_visiting, round_not_responding,
 *          round_not_settling, round_not_published, round_already_published, round_over, sending_over; permissions.not_yours;
 *          those of requirements.ts.
 */
import { stageMachine } from '../../stages/machine.ts'
import { assertConfirmed, assertMayPublish, assertMaySettle, assertVisitsPlanned } from './requirements.ts'
import { stages } from './stages.ts'

/** Of this alliance, and not of one that is a member of it. */
export const coordinates = (seat: { actingTenantId: string; tenantId: string }): boolean =>
  seat.actingTenantId === seat.tenantId

export const roundMachine = stageMachine({
  name: 'round',
  stages,
  movedOn: 'scorecards.round_moved_on',
  refusals: { cancelled: 'scorecards.round_cancelled' },
  mover: { is: coordinates, otherwise: 'permissions.not_yours' },
  acts: {
    chooseEstates: { in: ['planning'], otherwise: 'scorecards.round_not_planning' },
    /** Visits are planned before and during visiting: somebody falls ill, somebody leaves. */
    planVisits: { in: ['planning', 'visiting'], otherwise: 'scorecards.round_over' },
    /** Also when it was cancelled: those who were to visit learn that they are not. */
    sendMessages: { in: ['planning', 'visiting', 'cancelled'], otherwise: 'scorecards.sending_over' },
    mark: { in: ['visiting'], otherwise: 'scorecards.round_not_visiting' },
    respond: { in: ['responding'], otherwise: 'scorecards.round_not_responding' },
    /** As responses come in, and until publication. */
    decide: { in: ['responding', 'settling'], otherwise: 'scorecards.round_not_settling' },
    exclude: { in: ['settling'], otherwise: 'scorecards.round_not_settling' },
    correct: { in: ['published'], otherwise: 'scorecards.round_not_published' },
  },
  moves: {
    open: {
      in: ['planning'],
      to: 'visiting',
      otherwise: 'scorecards.round_not_planning',
      may: 'scorecards.advance',
      event: 'scorecards.round_opened',
      requires: assertVisitsPlanned,
    },
    openResponses: {
      in: ['visiting'],
      to: 'responding',
      otherwise: 'scorecards.round_not_visiting',
      may: 'scorecards.advance',
      event: 'scorecards.responses_opened',
      requires: assertConfirmed,
    },
    settle: {
      in: ['responding'],
      to: 'settling',
      otherwise: 'scorecards.round_not_responding',
      may: 'scorecards.advance',
      event: 'scorecards.settling',
      requires: assertMaySettle,
    },
    publish: {
      in: ['settling'],
      to: 'published',
      otherwise: 'scorecards.round_not_settling',
      may: 'scorecards.publish',
      event: 'scorecards.published',
      requires: assertMayPublish,
    },
    cancel: {
      in: ['planning', 'visiting', 'responding', 'settling'],
      to: 'cancelled',
      otherwise: 'scorecards.round_already_published',
      seenFirst: true,
      may: 'scorecards.advance',
      event: 'scorecards.cancelled',
    },
  },
})
