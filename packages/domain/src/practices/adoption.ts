/**
 * Adoptions: a community or company adopts a neighbour's practice, for an estate or for itself.
 *
 * Shapes   one estate, or the member itself, adopts a practice at most once at a time; an adoption that ended has an
 *          outcome. It stores the version and title adopted, which stay when the practice is withdrawn later.
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

/** Refuses to adopt one's own practice, or a version that is not the current one. */
export function adoptable(practice: { authorTenantId: string; superseded: boolean }, actingTenantId: string): void {
  if (practice.authorTenantId === actingTenantId) refuse('invalid', 'practices.adopting_own')
  if (practice.superseded) refuse('conflict', 'practices.adoption_superseded')
}

export function mayEnd(adoption: { since: Day; endedOn: Day | null }, on: Day): void {
  if (adoption.endedOn !== null) refuse('conflict', 'practices.adoption_over')
  if (on < adoption.since) refuse('invalid', 'practices.adoption_dates_reversed', { field: 'endedOn' })
}
