/**
 * What may be done with a round in which stage, and its moves. Has no zod schemas, so that pages stay small.
 *
 * Shapes   planning → visiting → responding → settling → published, one step at a time; back from responding to
 *          visiting until the first response, and nowhere else; cancelled from anywhere before published, for good. A correction is not a move: it publishes another version.
 * Refusals scorecards.round_moved_on, round_cancelled, round_not_planning, round_not_visiting, round_not_responding,
 *          round_not_settling, round_not_published, round_already_published, round_over, round_is_sealed, values_closed,
 *          survey_only_while_visiting, sending_over; permissions.not_yours;
 *          those of requirements.ts.
 */
import { stageMachine } from '../../stages/machine.ts'
import {
  assertConfirmed,
  assertMayPublish,
  assertMaySettle,
  assertUnanswered,
  assertVisitsPlanned,
} from './requirements.ts'
import { roundStages } from './stages.ts'

/** The coordinator of this alliance, not of an alliance that is a member of it. */
export const coordinates = (seat: { actingTenantId: string; tenantId: string }): boolean =>
  seat.actingTenantId === seat.tenantId

export const roundMachine = stageMachine({
  name: 'round',
  stages: roundStages,
  movedOn: 'scorecards.round_moved_on',
  refusals: { cancelled: 'scorecards.round_cancelled' },
  mover: { is: coordinates, otherwise: 'permissions.not_yours' },
  acts: {
    change: { in: ['planning', 'visiting', 'responding', 'settling'], otherwise: 'scorecards.round_is_sealed' },
    chooseEstates: { in: ['planning'], otherwise: 'scorecards.round_not_planning' },
    /** Visits are planned before and during visiting: somebody falls ill, somebody leaves. */
    planVisits: { in: ['planning', 'visiting'], otherwise: 'scorecards.round_over' },
    /** Also when it was cancelled, so that reviewers learn that their visits are off. */
    sendMessages: { in: ['planning', 'visiting', 'cancelled'], otherwise: 'scorecards.sending_over' },
    mark: { in: ['visiting'], otherwise: 'scorecards.round_not_visiting' },
    /** The company then responds to them as to marks. */
    enterValues: { in: ['visiting'], otherwise: 'scorecards.values_closed' },
    survey: { in: ['visiting'], otherwise: 'scorecards.survey_only_while_visiting' },
    setPeriod: { in: ['planning', 'visiting'], otherwise: 'scorecards.values_closed' },
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
    /** Visits that were ended by mistake; what was disclosed is taken back. */
    reopen: {
      in: ['responding'],
      to: 'visiting',
      otherwise: 'scorecards.round_not_responding',
      seenFirst: true,
      may: 'scorecards.advance',
      event: 'scorecards.visits_reopened',
      requires: assertUnanswered,
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
