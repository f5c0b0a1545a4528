/**
 * What the rows of a round must meet before each move. Has no zod schemas, so that pages stay small.
 *
 * Refusals scorecards.no_visits_planned, lapsing_unconfirmed, lapsing_changed, few_visits_unconfirmed, few_visits_changed,
 *          values_missing, already_answered, responses_still_due, responses_undecided, vetoes_undecided.
 */
import type { Day } from '../../calendar.ts'
import { refuse } from '../../refusal.ts'

export function assertVisitsPlanned({ planned }: { planned: number }): void {
  if (planned === 0) refuse('conflict', 'scorecards.no_visits_planned')
}

type FewVisited = { estateId: string; name: string }
type LapsingVisit = { visitId: string; estate: string; reviewerTitle: string }

/**
 * Before visits are ended the coordinator confirms each visit that lapses, because it was not submitted, and exactly the estates
 * with too few submitted visits, or none.
 */
export function assertConfirmed({
  lapsing,
  confirmedVisits,
  fewVisited,
  confirmed,
}: {
  lapsing: readonly LapsingVisit[]
  confirmedVisits: readonly string[]
  fewVisited: readonly FewVisited[]
  confirmed: readonly string[]
}): void {
  assertLapsingConfirmed(lapsing, confirmedVisits)
  const missing = fewVisited.filter(({ estateId }) => !confirmed.includes(estateId))
  const params = { estates: fewVisited.map(({ name }) => name).join('、') }
  if (missing.length > 0 && confirmed.length === 0)
    refuse('conflict', 'scorecards.few_visits_unconfirmed', { params, field: 'confirmedEstates' })
  if (missing.length > 0 || new Set(confirmed).size !== fewVisited.length)
    refuse('conflict', 'scorecards.few_visits_changed', { field: 'confirmedEstates' })
}

/** One that was submitted meanwhile does not matter; one more that lapses does. */
function assertLapsingConfirmed(lapsing: readonly LapsingVisit[], confirmed: readonly string[]): void {
  const unnamed = lapsing.filter(({ visitId }) => !confirmed.includes(visitId))
  if (unnamed.length === 0) return
  const params = { visits: unnamed.map(({ estate, reviewerTitle }) => `${estate}（${reviewerTitle}）`).join('、') }
  refuse('conflict', confirmed.length === 0 ? 'scorecards.lapsing_unconfirmed' : 'scorecards.lapsing_changed', {
    params,
    field: 'confirmedVisits',
  })
}

/** Visits are opened again only while no company has answered. */
export function assertUnanswered({ answered }: { answered: number }): void {
  if (answered > 0) refuse('conflict', 'scorecards.already_answered', { params: { count: answered } })
}

/** Every value is entered, or declared not applicable with a reason, before it is disclosed to the company. */
export function assertValuesComplete(missing: readonly { code: string; missing: number }[]): void {
  const count = missing.reduce((sum, one) => sum + one.missing, 0)
  if (count > 0)
    refuse('conflict', 'scorecards.values_missing', {
      params: { count, indicators: missing.map(({ code }) => code).join('、') },
    })
}

/** Companies may respond until the end of the last day, unless all have said that they are done. */
export function assertMaySettle({
  awaited,
  responseUntil,
  today,
}: {
  awaited: number
  responseUntil: Day
  today: Day
}): void {
  if (awaited > 0 && today <= responseUntil)
    refuse('conflict', 'scorecards.responses_still_due', { params: { count: awaited, day: responseUntil } })
}

/** Every dispute is decided on before a round is published, and every veto, disputed or not. */
export function assertMayPublish({ owed }: { owed: { disputed: number; vetoes: number } }): void {
  if (owed.disputed > 0) refuse('conflict', 'scorecards.responses_undecided', { params: { count: owed.disputed } })
  if (owed.vetoes > 0) refuse('conflict', 'scorecards.vetoes_undecided', { params: { count: owed.vetoes } })
}
