/** The words and tones of a joint project's states, and the shape of what its page shows. */
import { longDay } from '#lib/words/days.ts'
import type { Caller } from '@bilin/api/bilin'
import type { AimVerdict } from '@bilin/domain/projects/aims'
import type { PledgeKind } from '@bilin/domain/projects/pledge'
import type { DueStatus, TaskStatus } from '@bilin/domain/projects/progress'
import type { Stage } from '@bilin/domain/projects/stages'
import { getLocale, m } from '@bilin/i18n'
import type { Tone } from '@bilin/ui/content/tones'

export type ProjectPage = Awaited<ReturnType<Caller['projects']['one']>>
export type TaskRow = ProjectPage['tasks'][number]

export const stageWords: Record<Stage, () => string> = {
  proposed: () => m['projects.stage.proposed'](),
  running: () => m['projects.stage.running'](),
  closing: () => m['projects.stage.closing'](),
  closed: () => m['projects.stage.closed'](),
}
export const stageTones: Record<Stage, Tone> = {
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
  todo: () => m['projects.standing.todo'](),
  doing: () => m['projects.standing.doing'](),
  soon: () => m['projects.standing.soon'](),
  late: () => m['projects.standing.late'](),
  done: () => m['projects.standing.done'](),
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

export const nameOf = (name: string | null) => name ?? m['projects.former_member']()

/** 2026年3月16日至12月31日 · 16 March – 31 December 2026: a year is said once. */
export function periodOf({ fromDay, untilDay }: { fromDay: string; untilDay: string }): string {
  const bare = (day: string) =>
    new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : 'zh-CN', {
      month: 'long',
      day: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(day))
  const once = fromDay.slice(0, 4) === untilDay.slice(0, 4)
  const yearLast = getLocale() === 'en'
  return m['projects.period']({
    from: once && yearLast ? bare(fromDay) : longDay(fromDay),
    until: once && !yearLast ? bare(untilDay) : longDay(untilDay),
  })
}

/** 2 人, or 20,000 元; nothing where no amount was said. */
export function amountOf({ amount, unit }: { amount: number | null; unit: string | null }): string {
  if (amount === null) return ''
  return m['projects.amount']({ amount: amount.toLocaleString('en'), unit: unit ?? '' }).trim()
}
