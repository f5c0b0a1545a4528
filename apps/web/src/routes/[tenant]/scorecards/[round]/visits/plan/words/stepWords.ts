import { m } from '@bilin/i18n'
import type { Step } from '@bilin/domain/scorecards/rota/problem'

export type Progressed = { step: Step; done: number; of: number }
export type Running = Progressed & { id: string }

export const stepWords: Record<Step, () => string> = {
  filling: () => m['rota.running.filling'](),
  joining: () => m['rota.running.joining'](),
  improving: () => m['rota.running.improving'](),
  days: () => m['rota.running.days'](),
  relaxing: () => m['rota.running.relaxing'](),
}
