import { m } from '@bilin/i18n'
import type { Step } from '@bilin/domain/scorecards/rota/problem'

export type Progressed = { step: Step; done: number; of: number }
export type Running = Progressed & { id: string }

export const stepWords: Record<Step, () => string> = {
  filling: () => m['scorecards.rota.running.filling'](),
  joining: () => m['scorecards.rota.running.joining'](),
  improving: () => m['scorecards.rota.running.improving'](),
  days: () => m['scorecards.rota.running.days'](),
  relaxing: () => m['scorecards.rota.running.relaxing'](),
}
