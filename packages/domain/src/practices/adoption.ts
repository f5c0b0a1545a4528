/**
 * Adoptions: a community or company takes over a neighbour's practice, for an estate or for itself.
 *
 * Shapes   one estate, or the member itself, has a practice adopted once at a time; an adoption that ended says what
 *          came of it. It keeps the version and title it took over, also when the practice is withdrawn later.
 * Units    since, endedOn: days.
 * Refusals practices.adopting_own, adoption_superseded, adoption_over, adoption_dates_reversed.
 */
import { z } from 'zod'
import type { Day } from '../calendar.ts'
import { day, id, optional, paragraph, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'

export const Adopting = z.strictObject({
  practiceId: id(),
  version: whole({ min: 1 }),
  listedEstateId: optional(id()),
  reason: paragraph(500),
  since: day(),
})
export const EndingAdoption = z.strictObject({
  adoptionId: id(),
  endedOn: day(),
  outcome: paragraph(1000),
})

/** One adopts from a neighbour, and what it shares now. */
export function adoptable(practice: { authorTenantId: string; superseded: boolean }, actingTenantId: string): void {
  if (practice.authorTenantId === actingTenantId) refuse('invalid', 'practices.adopting_own')
  if (practice.superseded) refuse('conflict', 'practices.adoption_superseded')
}

export function mayEnd(adoption: { since: Day; endedOn: Day | null }, on: Day): void {
  if (adoption.endedOn !== null) refuse('conflict', 'practices.adoption_over')
  if (on < adoption.since) refuse('invalid', 'practices.adoption_dates_reversed', { field: 'endedOn' })
}
