/** The state of a visit, as text. */
import { m } from '@bilin/i18n'
import type { Tone } from '@bilin/ui/content/tones'

export type VisitState = 'planned' | 'late' | 'begun' | 'submitted'

type Visit = { plannedOn: string | null; savedAt: Date | null; submittedAt: Date | null }

export function visitState({ plannedOn, savedAt, submittedAt }: Visit, today: string): VisitState {
  if (submittedAt) return 'submitted'
  if (savedAt) return 'begun'
  return plannedOn && plannedOn < today ? 'late' : 'planned'
}

export const visitStateWords: Record<VisitState, () => string> = {
  planned: () => m['scorecards.visits.state.planned'](),
  late: () => m['scorecards.visits.state.late'](),
  begun: () => m['scorecards.visits.state.begun'](),
  submitted: () => m['scorecards.visits.state.submitted'](),
}

export const visitStateTones: Record<VisitState, Tone> = {
  planned: 'neutral',
  late: 'warn',
  begun: 'info',
  submitted: 'done',
}

/** The coordinator also sees which nobody can make any more. */
export type PlanState = VisitState | 'stranded'

export const planStateWords: Record<PlanState, () => string> = {
  ...visitStateWords,
  stranded: () => m['scorecards.rota.stranded.state'](),
}

export const planStateTones: Record<PlanState, Tone> = { ...visitStateTones, stranded: 'bad' }
