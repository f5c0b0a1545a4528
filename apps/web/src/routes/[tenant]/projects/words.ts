/** Texts and tones for the states of a joint project, and the types of its page's data. */
import { longDays } from '#lib/words/days.ts'
import type { Caller } from '@bilin/api/bilin'
import type { AimVerdict } from '@bilin/domain/projects/aims'
import type { PledgeKind } from '@bilin/domain/projects/pledge'
import type { DueStatus, TaskStatus } from '@bilin/domain/projects/progress'
import type { ProjectStage } from '@bilin/domain/projects/stages'
import { m } from '@bilin/i18n'
import type { Tone } from '@bilin/ui/content/tones'

export type ProjectPage = Awaited<ReturnType<Caller['projects']['one']>>
export type TaskRow = ProjectPage['tasks'][number]

export const projectStageWords: Record<ProjectStage, () => string> = {
  proposed: () => m['projects.stage.proposed'](),
  running: () => m['projects.stage.running'](),
  closing: () => m['projects.stage.closing'](),
  closed: () => m['projects.stage.closed'](),
}
export const projectStageTones: Record<ProjectStage, Tone> = {
  proposed: 'neutral',
  running: 'info',
  closing: 'good',
  closed: 'done',
}

export const pledgeWords: Record<PledgeKind, () => string> = {
  people: () => m['projects.kind.people'](),
  money: () => m['projects.kind.money'](),
  places: () => m['projects.kind.places'](),
  other: () => m['projects.kind.other'](),
}

export const statusWords: Record<TaskStatus, () => string> = {
  todo: () => m['projects.status.todo'](),
  doing: () => m['projects.status.doing'](),
  done: () => m['projects.status.done'](),
}

export const dueStatusWords: Record<DueStatus, () => string> = {
  todo: () => m['projects.status.todo'](),
  doing: () => m['projects.status.doing'](),
  soon: () => m['projects.status.soon'](),
  late: () => m['projects.status.late'](),
  done: () => m['projects.status.done'](),
}
export const dueStatusTones: Record<DueStatus, Tone> = {
  todo: 'neutral',
  doing: 'info',
  soon: 'warn',
  late: 'bad',
  done: 'done',
}

export const aimVerdictWords: Record<AimVerdict, () => string> = {
  reached: () => m['projects.verdict.reached'](),
  partly: () => m['projects.verdict.partly'](),
  in_words: () => m['projects.verdict.in_words'](),
}
export const aimVerdictTones: Record<AimVerdict, Tone> = { reached: 'good', partly: 'warn', in_words: 'neutral' }

export const formatName = (name: string | null) => name ?? m['projects.former_member']()

/** 2026年3月16日至12月31日 · 16 March – 31 December 2026: the year appears once. */
export function formatPeriod({ fromDay, untilDay }: { fromDay: string; untilDay: string }): string {
  const { from, to } = longDays(fromDay, untilDay)
  return m['projects.period']({ from, until: to })
}

/** 2 人, or 20,000 元; '' without an amount. */
export function formatAmount({ amount, unit }: { amount: number | null; unit: string | null }): string {
  if (amount === null) return ''
  return m['projects.amount']({ amount: amount.toLocaleString('en'), unit: unit ?? '' }).trim()
}
