/**
 * Recusal: who may visit which estate. The rota decides who does, and when.
 *
 * Shapes   a reviewer is a seat of a member; nobody visits an estate that their own company serves or that lies in their
 *          own community, nor one about which their member declared a conflict for the round.
 * Refusals scorecards.own_company, own_estate, conflict_declared, day_outside_round.
 */
import { z } from 'zod'
import type { Day } from '../../calendar.ts'
import { day, id, optional } from '../../fields.ts'
import { refuse } from '../../refusal.ts'

export type Reviewer = { seatId: string; memberId: string; kind: 'community' | 'company' }
export type Estate = { estateId: string; name: string; companyId: string; communityId: string }
export type Assignment = { seatId: string; estateId: string }

/** A conflict of interest in a round: a member competes with a company, or for one estate, and its people may not visit there. */
export type Conflict = { memberId: string; companyId?: string | null; estateId?: string | null }

export const NewVisit = z.strictObject({
  roundId: id(),
  estateId: id(),
  seatId: id(),
  plannedOn: optional(day()),
})

export const OneVisit = z.strictObject({ visitId: id() })
/** The days typed on a page of the plan, by visit, with the days that the page showed before. */
export const VisitDays = z.strictObject({
  days: z.record(id(), optional(day())).default({}),
  were: z.record(id(), z.string().max(40)).default({}),
})

/** The visits whose day was changed on the page; null clears the day. */
export const listMovedVisits = ({ days, were }: z.infer<typeof VisitDays>) =>
  Object.entries(days)
    .filter(([visitId, plannedOn]) => (plannedOn ?? '') !== (were[visitId] ?? ''))
    .map(([visitId, plannedOn]) => ({ visitId, plannedOn: plannedOn ?? null }))

/** A visit is made while its round visits. */
export function assertInRound(
  plannedOn: Day | null,
  { opensOn, closesOn }: { opensOn: Day; closesOn: Day },
  field: string,
): void {
  if (plannedOn === null || (opensOn <= plannedOn && plannedOn <= closesOn)) return
  refuse('invalid', 'scorecards.day_outside_round', { params: { from: opensOn, to: closesOn }, field })
}

type Asked = Pick<Estate, 'estateId' | 'companyId' | 'communityId'>

export const conflictApplies = (conflict: Conflict, memberId: string, estate: Asked): boolean =>
  conflict.memberId === memberId && (conflict.companyId === estate.companyId || conflict.estateId === estate.estateId)

/** Refuses a reviewer who would mark an estate of their own, or one that they compete for. */
export function assertMayVisit(
  { memberId }: Pick<Reviewer, 'memberId'>,
  estate: Asked,
  conflicts: readonly Conflict[] = [],
): void {
  if (memberId === estate.companyId) refuse('invalid', 'scorecards.own_company', { field: 'seatId' })
  if (memberId === estate.communityId) refuse('invalid', 'scorecards.own_estate', { field: 'seatId' })
  if (conflicts.some((conflict) => conflictApplies(conflict, memberId, estate)))
    refuse('invalid', 'scorecards.conflict_declared', { field: 'seatId' })
}
