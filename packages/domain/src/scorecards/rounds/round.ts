/**
 * Rounds: the one path a round of mutual visits walks, and what its planner must say.
 *
 * Units    days are ISO dates in Shanghai, both ends included: responses count until the end of `responseUntil`.
 * Shapes   planning → visiting → responding → settling → published, one step at a time and none back; cancelled from
 *          anywhere before published, for good. A correction is no stage: it is a next version of what was published.
 * Refusals scorecards.round_moved_on, round_already_published, dates_reversed, slug_malformed, slug_reserved,
 *          round_not_planning, round_not_visiting, round_not_responding, round_not_settling, round_not_published,
 *          round_cancelled, response_deadline_passed, round_over, responses_still_due, responses_undecided, vetoes_undecided.
 */
import { z } from 'zod'
import type { Day } from '../../calendar.ts'
import { day, id, line, paragraph, slug, whole } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { DISCLOSE_FROM_VISITS, path, stages, type Stage } from './stages.ts'

export { path, stages, type Stage } from './stages.ts'

/** Words that stand at this place of an address and are pages of their own. */
export const reservedRoundSlugs = ['new', 'rubrics', 'visits', 'findings', 'improvements', 'rounds', 'severity']

export const RoundSlug = slug({ feature: 'scorecards', min: 3, max: 40, of: 'ascii', reserved: reservedRoundSlugs })

const inOrder = { path: ['closesOn'], error: 'scorecards.dates_reversed' }
const daysInOrder = ({ opensOn, closesOn, responseUntil }: { opensOn: Day; closesOn: Day; responseUntil: Day }) =>
  opensOn <= closesOn && closesOn <= responseUntil

export const NewRound = z
  .strictObject({
    slug: RoundSlug,
    title: line(60),
    rubricId: id(),
    opensOn: day(),
    closesOn: day(),
    responseUntil: day(),
    /** From how many submitted visits of an estate its single marks are disclosed to the reviewed company. */
    discloseFromVisits: whole({ min: 2, max: 20 }).default(DISCLOSE_FROM_VISITS),
    /** The listed estates it is over; all that can be taken in where none are named. */
    estateIds: z.array(id()).max(2000).optional(),
  })
  .refine(daysInOrder, inOrder)

export type NewRound = z.infer<typeof NewRound>

export const RoundStep = z.strictObject({ roundId: id(), seen: z.enum(stages) })
export const EstatesTaken = z.strictObject({
  roundId: id(),
  estateIds: z.array(id()).min(1, { error: 'scorecards.no_estates_chosen' }).max(2000),
})
export const EstateLeftOut = z.strictObject({ roundId: id(), estateId: id() })
export const Cancelling = RoundStep.extend({ reason: paragraph(500) })

/** The next step from the stage its asker saw, so that two presses of one button take one step. */
export function nextStage(stage: Stage, seen: Stage): Stage {
  if (stage === 'cancelled') refuse('conflict', 'scorecards.round_cancelled')
  if (stage !== seen) refuse('conflict', 'scorecards.round_moved_on')
  return path[path.indexOf(stage) + 1] ?? refuse('conflict', 'scorecards.round_already_published')
}

/** What is published stays: it is corrected, never called off. */
export function mayCancel(stage: Stage, seen: Stage): Exclude<Stage, 'published' | 'cancelled'> {
  nextStage(stage, seen)
  return stage as ReturnType<typeof mayCancel>
}

const elsewhere = {
  planning: 'scorecards.round_not_planning',
  visiting: 'scorecards.round_not_visiting',
  responding: 'scorecards.round_not_responding',
  settling: 'scorecards.round_not_settling',
  published: 'scorecards.round_not_published',
} as const

/** Estates come and go while a round is planned, marks are given while it visits, responses while it is responded to. */
export function assertStage(stage: Stage, wanted: keyof typeof elsewhere): void {
  if (stage === wanted) return
  refuse('conflict', stage === 'cancelled' ? 'scorecards.round_cancelled' : elsewhere[wanted])
}

/** Visits are planned before and during visiting: somebody falls ill, somebody leaves. */
export function assertMayPlanVisits(stage: Stage): void {
  if (stage === 'cancelled') refuse('conflict', 'scorecards.round_cancelled')
  if (stage !== 'planning' && stage !== 'visiting') refuse('conflict', 'scorecards.round_over')
}

export function assertMayRespond(stage: Stage, responseUntil: Day, today: Day): void {
  assertStage(stage, 'responding')
  if (today > responseUntil)
    refuse('conflict', 'scorecards.response_deadline_passed', { params: { day: responseUntil } })
}

/** A decision may be given as responses come in, and until publication. */
export function assertMayDecide(stage: Stage): void {
  if (stage !== 'responding') assertStage(stage, 'settling')
}

/** The companies have until the end of their last day, unless all have said what they have to say. */
export function assertMaySettle(countCompaniesAwaited: number, responseUntil: Day, today: Day): void {
  if (countCompaniesAwaited > 0 && today <= responseUntil)
    refuse('conflict', 'scorecards.responses_still_due', {
      params: { count: countCompaniesAwaited, day: responseUntil },
    })
}

/** What the coordinator still owes before a round may be published; a veto is decided on even where nobody disputes it. */
export function assertMayPublish(owed: { disputed: number; vetoes: number }): void {
  if (owed.disputed > 0) refuse('conflict', 'scorecards.responses_undecided', { params: { count: owed.disputed } })
  if (owed.vetoes > 0) refuse('conflict', 'scorecards.vetoes_undecided', { params: { count: owed.vetoes } })
}
