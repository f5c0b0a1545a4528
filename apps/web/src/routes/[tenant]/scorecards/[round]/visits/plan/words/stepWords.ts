import { m } from '@bilin/i18n'
import type { SolverStep } from '@bilin/domain/scorecards/rota/problem'

export type Progressed = { step: SolverStep; done: number; of: number }
export type RunningJob = Progressed & { id: string }

export const stepWords: Record<SolverStep, () => string> = {
  filling: () => m['scorecards.rota.running.filling'](),
  joining: () => m['scorecards.rota.running.joining'](),
  improving: () => m['scorecards.rota.running.improving'](),
  days: () => m['scorecards.rota.running.days'](),
  relaxing: () => m['scorecards.rota.running.relaxing'](),
}
