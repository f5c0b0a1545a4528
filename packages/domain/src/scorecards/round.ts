/**
 * Rounds: the one path a round of mutual visits walks, and what its planner must say.
 *
 * Units    days are ISO dates in Shanghai, both ends included: replies count until the end of `replyUntil`.
 * Shapes   planning → visiting → replying → published, one step at a time and none back.
 * Refusals scorecards.round_moved_on, round_already_published, dates_reversed, slug_malformed, slug_reserved,
 *          round_not_planning, round_not_visiting, round_not_replying, reply_deadline_passed, round_over.
 */
import { z } from 'zod'
import type { Day } from '../calendar.ts'
import { day, id, line } from '../fields.ts'
import { refuse } from '../refusal.ts'

export const stages = ['planning', 'visiting', 'replying', 'published'] as const
export type Stage = (typeof stages)[number]

/** Words that stand at this place of an address and are pages of their own. */
export const reservedSlugs = ['new', 'rubrics', 'visits', 'findings', 'rounds']

export const RoundSlug = z
  .string({ error: 'fields.required' })
  .trim()
  .toLowerCase()
  .regex(/^(?=.{3,40}$)[a-z0-9](?:-?[a-z0-9])*$/, { error: 'scorecards.slug_malformed' })
  .refine((slug) => !reservedSlugs.includes(slug), { error: 'scorecards.slug_reserved' })

const inOrder = { path: ['closesOn'], error: 'scorecards.dates_reversed' }
const daysInOrder = ({ opensOn, closesOn, replyUntil }: { opensOn: Day; closesOn: Day; replyUntil: Day }) =>
  opensOn <= closesOn && closesOn <= replyUntil

export const NewRound = z
  .strictObject({
    slug: RoundSlug,
    title: line(60),
    rubricId: id(),
    opensOn: day(),
    closesOn: day(),
    replyUntil: day(),
    /** The listed compounds it is over; all that can be taken in where none are named. */
    estateIds: z.array(id()).max(2000).optional(),
  })
  .refine(daysInOrder, inOrder)

export type NewRound = z.infer<typeof NewRound>

/** The next step from the stage its asker saw, so that two presses of one button take one step. */
export function nextStage(stage: Stage, seen: Stage): Stage {
  if (stage !== seen) refuse('conflict', 'scorecards.round_moved_on')
  return stages[stages.indexOf(stage) + 1] ?? refuse('conflict', 'scorecards.round_already_published')
}

const elsewhere = {
  planning: 'scorecards.round_not_planning',
  visiting: 'scorecards.round_not_visiting',
  replying: 'scorecards.round_not_replying',
} as const

/** Compounds come and go while a round is planned, marks are given while it visits, replies while it is replied to. */
export function mustBe(stage: Stage, wanted: keyof typeof elsewhere): void {
  if (stage !== wanted) refuse('conflict', elsewhere[wanted])
}

/** Visits are planned before and during visiting: somebody falls ill, somebody leaves. */
export function mayPlanVisits(stage: Stage): void {
  if (stage !== 'planning' && stage !== 'visiting') refuse('conflict', 'scorecards.round_over')
}

export function mayReply(stage: Stage, replyUntil: Day, today: Day): void {
  mustBe(stage, 'replying')
  if (today > replyUntil)
    refuse('conflict', 'scorecards.reply_deadline_passed', { params: { day: replyUntil } })
}

/** What is still owed to the reviewed companies before a round may be published. */
export function mayPublish(
  owed: { awaitingRuling: number; awaitingReply: number },
  replyUntil: Day,
  today: Day,
): void {
  if (owed.awaitingRuling > 0)
    refuse('conflict', 'scorecards.replies_unruled', { params: { count: owed.awaitingRuling } })
  if (owed.awaitingReply > 0 && today <= replyUntil)
    refuse('conflict', 'scorecards.replies_still_due', {
      params: { count: owed.awaitingReply, day: replyUntil },
    })
}
