/**
 * Publications: a dated copy of a practice in an alliance, with a purpose and perhaps a last day.
 *
 * Shapes   versions count from 1 in each alliance. The next one supersedes the one before, which stays readable there;
 *          the end date of the newest applies to the earlier ones too. Withdrawing withdraws all of them at once.
 * Units    `until` is the last day others may read it.
 * Refusals practices.published_meanwhile, until_past, already_withdrawn.
 */
import { z } from 'zod'
import { daysBetween, type Day } from '../calendar.ts'
import { day, id, line, optional, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'

const alliance = () => line(32)
/** The version that the page showed; 0 for none yet. */
const version = () => whole({ max: 10_000 })

export const Publishing = z.strictObject({
  practiceId: id(),
  revision: whole(),
  alliance: alliance(),
  version: version(),
  purpose: line(200),
  until: optional(day()),
})
export const Withdrawing = z.strictObject({ practiceId: id(), alliance: alliance(), version: version() })
export const Prolonging = Withdrawing.extend({ until: optional(day()) })

export type Publishing = z.infer<typeof Publishing>

export const publicationStatuses = ['shared', 'ended', 'withdrawn'] as const
export type PublicationStatus = (typeof publicationStatuses)[number]

type Dated = { until: Day | null; withdrawnAt: Date | null }

export function publicationStatus({ until, withdrawnAt }: Dated, today: Day): PublicationStatus {
  if (withdrawnAt) return 'withdrawn'
  return until !== null && until < today ? 'ended' : 'shared'
}

const SOON = 14

/** Whether it ends soon, so that its author can still prolong it. */
export const endsSoon = (publication: Dated, today: Day): boolean =>
  publicationStatus(publication, today) === 'shared' &&
  publication.until !== null &&
  daysBetween(today, publication.until) <= SOON

export function nextVersion(latest: number, seen: number): number {
  if (latest !== seen) refuse('conflict', 'practices.published_meanwhile')
  return latest + 1
}

export function assertNotPast(until: Day | undefined, today: Day): void {
  if (until !== undefined && until < today) refuse('invalid', 'practices.until_past', { field: 'until' })
}

/** Refuses to withdraw or prolong unless the version that the page showed is still the current one. */
export function assertCurrent(latest: { version: number; withdrawnAt: Date | null }, seen: number): void {
  if (latest.withdrawnAt) refuse('conflict', 'practices.already_withdrawn')
  if (latest.version !== seen) refuse('conflict', 'practices.published_meanwhile')
}
