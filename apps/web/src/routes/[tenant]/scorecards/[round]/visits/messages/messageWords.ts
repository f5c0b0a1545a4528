/** Texts and shapes for message statuses and changes of visits, and a message as short text for a chat. */
import { shortDay } from '#lib/words/days.ts'
import { m } from '@bilin/i18n'
import type { VisitChange, ComparedVisit, MessageStatus } from '@bilin/domain/scorecards/messages/message'
import type { Tone } from '@bilin/ui/content/tones'

type Visit = Pick<ComparedVisit, 'estate' | 'community' | 'day' | 'was' | 'change' | 'done'>
type Message = { reviewer: string; visits: readonly Visit[]; note: string }
type Round = { title: string; cancelled: boolean; link: string }

export const messageStatusWords: Record<MessageStatus, () => string> = {
  left: () => m['scorecards.messages.status.left'](),
  unsent: () => m['scorecards.messages.status.unsent'](),
  changed: () => m['scorecards.messages.status.changed'](),
  unopened: () => m['scorecards.messages.status.unopened'](),
  opened: () => m['scorecards.messages.status.opened'](),
}

export const messageStatusTones: Record<MessageStatus, Tone> = {
  left: 'neutral',
  unsent: 'warn',
  changed: 'warn',
  unopened: 'info',
  opened: 'done',
}

export const visitChangeWords: Record<Exclude<VisitChange, 'unchanged'>, () => string> = {
  added: () => m['scorecards.messages.change.added'](),
  removed: () => m['scorecards.messages.change.removed'](),
  moved: () => m['scorecards.messages.change.moved'](),
}

export const visitChangeTones: Record<Exclude<VisitChange, 'unchanged'>, Tone> = {
  added: 'info',
  removed: 'bad',
  moved: 'warn',
}

export const dayWords = (day: string | null) => (day ? shortDay(day) : m['scorecards.messages.undated']())

export const changed = <T extends { change: VisitChange }>(visits: readonly T[]) =>
  visits.flatMap(({ change, ...visit }) => (change === 'unchanged' ? [] : [{ ...visit, change }]))

export const toMake = <T extends { change: VisitChange; done: boolean }>(visits: readonly T[]) =>
  visits.filter(({ change, done }) => change !== 'removed' && !done)

/** First the changes, then all visits, then the link to fill them in. */
export function messageText({ reviewer, visits, note }: Message, { title: round, cancelled, link }: Round) {
  const left = toMake(visits)
  const news = changed(visits)
  const noted = note ? [m['scorecards.messages.text.note']({ note })] : []
  if (cancelled)
    return lines(m['scorecards.messages.text.cancelled']({ reviewer, round }), ...news.map(formatVisitLine), ...noted)
  const end = [...noted, m['scorecards.messages.text.link']({ link })]
  if (news.length === 0)
    return lines(m['scorecards.messages.text.hello']({ reviewer, round }), ...left.map(formatVisitLine), ...end)
  const hello = m['scorecards.messages.text.changed']({ reviewer, round })
  if (left.length === 0) return lines(hello, ...news.map(formatNews), m['scorecards.messages.text.nothing'](), ...noted)
  return lines(
    hello,
    ...news.map(formatNews),
    m['scorecards.messages.text.now'](),
    ...left.map(formatVisitLine),
    ...end,
  )
}

const lines = (...all: string[]) => all.join('\n')

function formatVisitLine({ estate, community, day }: Visit): string {
  const place = m['scorecards.messages.text.place']({ estate, community })
  return day
    ? m['scorecards.messages.text.line']({ day: shortDay(day), place })
    : m['scorecards.messages.text.undated']({ place })
}

function formatNews(visit: Visit): string {
  const line = formatVisitLine(visit)
  if (visit.change === 'added') return m['scorecards.messages.text.added']({ line })
  return visit.change === 'moved'
    ? m['scorecards.messages.text.moved']({ line, day: dayWords(visit.was) })
    : m['scorecards.messages.text.removed']({ line })
}
