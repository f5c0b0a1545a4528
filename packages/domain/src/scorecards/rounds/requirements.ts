/**
 * What a round requires before it moves on, by what its rows say. For pages too: it loads no rules of typing.
 *
 * Refusals scorecards.no_visits_planned, few_visits_unconfirmed, few_visits_changed, responses_still_due,
 *          responses_undecided, vetoes_undecided.
 */
import type { Day } from '../../calendar.ts'
import { refuse } from '../../refusal.ts'

export function assertVisitsPlanned({ planned }: { planned: number }): void {
  if (planned === 0) refuse('conflict', 'scorecards.no_visits_planned')
}

type FewVisited = { estateId: string; name: string }

/** Opening responses asks first: the coordinator confirms exactly the estates whose marks will not be disclosed. */
export function assertConfirmed({
  fewVisited,
  confirmed,
}: {
  fewVisited: readonly FewVisited[]
  confirmed: readonly string[]
}): void {
  const missing = fewVisited.filter(({ estateId }) => !confirmed.includes(estateId))
  const params = { estates: fewVisited.map(({ name }) => name).join('、') }
  if (missing.length > 0 && confirmed.length === 0)
    refuse('conflict', 'scorecards.few_visits_unconfirmed', { params, field: 'confirmedEstates' })
  if (missing.length > 0 || new Set(confirmed).size !== fewVisited.length)
    refuse('conflict', 'scorecards.few_visits_changed', { field: 'confirmedEstates' })
}

/** The companies have until the end of their last day, unless all have said what they have to say. */
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

/** Everything disputed is decided on before a round is published; a veto also where nobody disputes it. */
export function assertMayPublish({ owed }: { owed: { disputed: number; vetoes: number } }): void {
  if (owed.disputed > 0) refuse('conflict', 'scorecards.responses_undecided', { params: { count: owed.disputed } })
  if (owed.vetoes > 0) refuse('conflict', 'scorecards.vetoes_undecided', { params: { count: owed.vetoes } })
}
