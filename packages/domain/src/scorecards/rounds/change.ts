/**
 * Changing a round: its name, its days, and from how many visits marks are disclosed, each as long as that harms nobody.
 *
 * Units    days are ISO dates in Shanghai, both ends included.
 * Shapes   once visits have begun, the first day is past and reviewers rely on the number of visits. While companies respond, their
 *          deadline may only be later. A published round is sealed with its name and days.
 *          A field that the form does not send stays as it is.
 * Refusals scorecards.round_changed_meanwhile, nothing_changed, field_fixed, dates_reversed, deadline_past, deadline_only_later,
 *          visits_outside_round.
 */
import { z } from 'zod'
import type { Day } from '../../calendar.ts'
import { day, id, line, optional, whole } from '../../fields.ts'
import { refuse } from '../../refusal.ts'
import { changeableIn, type RoundField } from './changeable.ts'
import type { RoundStage } from './stages.ts'

export const RoundChange = z.strictObject({
  roundId: id(),
  revision: whole({ min: 1 }),
  title: line(60),
  opensOn: optional(day()),
  closesOn: optional(day()),
  responseUntil: optional(day()),
  discloseFromVisits: optional(whole({ min: 2, max: 20 })),
})
export type RoundChange = z.infer<typeof RoundChange>

type Round = { stage: RoundStage } & { [Field in RoundField]: string | number }
type RoundDays = { opensOn: Day; closesOn: Day; responseUntil: Day }
export type RoundFieldChange = { field: RoundField; before: string; after: string }

/** The fields that differ from the round as it is. */
export function listRoundChanges(
  round: Round,
  typed: Partial<Record<RoundField, string | number>>,
): RoundFieldChange[] {
  const fields = Object.keys(typed) as RoundField[]
  return fields.flatMap((field) => {
    const [before, after] = [String(round[field]), String(typed[field] ?? round[field])]
    return before === after ? [] : [{ field, before, after }]
  })
}

/** `round` as it was, with the changes applied to its days. */
export function assertMayChange(round: Round & RoundDays, changes: readonly RoundFieldChange[], today: Day): void {
  if (changes.length === 0) refuse('conflict', 'scorecards.nothing_changed')
  for (const { field, after } of changes) {
    if (!changeableIn[round.stage].includes(field)) refuse('conflict', 'scorecards.field_fixed', { field })
    if (field !== 'closesOn' && field !== 'responseUntil') continue
    if (round.stage === 'responding' && after < round.responseUntil)
      refuse('conflict', 'scorecards.deadline_only_later', { field, params: { day: round.responseUntil } })
    if (round.stage !== 'planning' && after < today) refuse('invalid', 'scorecards.deadline_past', { field })
  }
  const { opensOn, closesOn, responseUntil } = applyChanges(round, changes)
  if (opensOn > closesOn) refuse('invalid', 'scorecards.dates_reversed', { field: 'closesOn' })
  if (closesOn > responseUntil) refuse('invalid', 'scorecards.dates_reversed', { field: 'responseUntil' })
}

/** The days of a round after the changes. */
export function applyChanges({ opensOn, closesOn, responseUntil }: RoundDays, changes: readonly RoundFieldChange[]) {
  const changed = new Map(changes.map(({ field, after }) => [field, after]))
  return {
    opensOn: changed.get('opensOn') ?? opensOn,
    closesOn: changed.get('closesOn') ?? closesOn,
    responseUntil: changed.get('responseUntil') ?? responseUntil,
  }
}

type PlannedVisit = { estate: string; reviewerTitle: string; plannedOn: Day | null }

const MAX_NAMED = 8

/** Visits that are still to be made must stay within the round's days. Names them. */
export function assertNoVisitOutside(visits: readonly PlannedVisit[], { opensOn, closesOn }: RoundDays): void {
  const outside = visits.filter(({ plannedOn }) => plannedOn && (plannedOn < opensOn || plannedOn > closesOn))
  if (outside.length === 0) return
  const named = outside
    .slice(0, MAX_NAMED)
    .map((visit) => `${visit.estate}（${visit.reviewerTitle}，${visit.plannedOn}）`)
  refuse('conflict', 'scorecards.visits_outside_round', {
    field: outside.some(({ plannedOn }) => plannedOn! > closesOn) ? 'closesOn' : 'opensOn',
    params: { count: outside.length, visits: named.join('、') + (outside.length > MAX_NAMED ? '…' : '') },
  })
}
