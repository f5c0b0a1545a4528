/**
 * Rounds: the form that plans a round of mutual review. Its stages are in machine.ts.
 *
 * Units    days are ISO dates in Shanghai, both ends included: responses count until the end of `responseUntil`.
 * Refusals scorecards.dates_reversed, slug_malformed, slug_reserved, response_deadline_passed.
 */
import { z } from 'zod'
import type { Day } from '../../calendar.ts'
import { day, id, line, optional, paragraph, slug, whole } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { assertAllowed } from '../../stages/machine.ts'
import { roundMachine } from './machine.ts'
import { DISCLOSE_FROM_VISITS, roundStages, type RoundStage } from './stages.ts'

export { path, roundStages, type RoundStage } from './stages.ts'

/** Words that are pages at this place of an address. */
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
    /** The listed estates of the round; if absent, all that can be in one. */
    estateIds: z.array(id()).max(2000).optional(),
  })
  .refine(daysInOrder, inOrder)

export type NewRound = z.infer<typeof NewRound>

export const RoundStep = z.strictObject({ roundId: id(), seen: z.enum(roundStages) })
export const EstatesTaken = z.strictObject({
  roundId: id(),
  estateIds: z.array(id()).min(1, { error: 'scorecards.no_estates_chosen' }).max(2000),
})
export const EstateLeftOut = z.strictObject({ roundId: id(), estateId: id() })
/** `previewed` names the preview that was shown: what is published is what was looked at. */
export const PublishStep = RoundStep.extend({ previewed: optional(line(64)) })
export const Cancelling = RoundStep.extend({ reason: paragraph(500) })

/** Responses count to the end of their last day. */
export function assertMayRespond(
  { stage, responseUntil }: { stage: RoundStage; responseUntil: Day },
  today: Day,
): void {
  assertAllowed(roundMachine, 'respond', { stage })
  if (today > responseUntil)
    refuse('conflict', 'scorecards.response_deadline_passed', { params: { day: responseUntil } })
}
