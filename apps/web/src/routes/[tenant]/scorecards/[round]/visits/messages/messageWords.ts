/** How a reviewer knows of their visits and what has changed, in words and shapes, and the same as short text for a chat. */
import { shortDay } from '#lib/words/days.ts'
import { m } from '@bilin/i18n'
import type { Change, Compared, Knowing } from '@bilin/domain/scorecards/messages/message'
import type { Tone } from '@bilin/ui/content/tones'

type Visit = Pick<Compared, 'estate' | 'community' | 'day' | 'was' | 'change' | 'done'>
type Message = { reviewer: string; visits: readonly Visit[]; note: string }
type Round = { title: string; cancelled: boolean; link: string }

export const knowingWords: Record<Knowing, () => string> = {
  left: () => m['messages.knowing.left'](),
  unsent: () => m['messages.knowing.unsent'](),
  changed: () => m['messages.knowing.changed'](),
  unopened: () => m['messages.knowing.unopened'](),
  opened: () => m['messages.knowing.opened'](),
}

export const knowingTones: Record<Knowing, Tone> = {
  left: 'neutral',
  unsent: 'warn',
  changed: 'warn',
  unopened: 'info',
  opened: 'done',
}

export const changeWords: Record<Exclude<Change, 'kept'>, () => string> = {
  added: () => m['messages.change.added'](),
  removed: () => m['messages.change.removed'](),
  moved: () => m['messages.change.moved'](),
}

export const changeTones: Record<Exclude<Change, 'kept'>, Tone> = {
  added: 'info',
  removed: 'bad',
  moved: 'warn',
}

export const dayWords = (day: string | null) => (day ? shortDay(day) : m['messages.undated']())

export const changed = <T extends { change: Change }>(visits: readonly T[]) =>
  visits.flatMap(({ change, ...visit }) => (change === 'kept' ? [] : [{ ...visit, change }]))

export const toMake = <T extends { change: Change; done: boolean }>(visits: readonly T[]) =>
  visits.filter(({ change, done }) => change !== 'removed' && !done)

/** What changed comes first, then all that is to be visited; where to fill it in comes last. */
export function messageText({ reviewer, visits, note }: Message, { title: round, cancelled, link }: Round) {
  const left = toMake(visits)
  const news = changed(visits)
  const noted = note ? [m['messages.text.note']({ note })] : []
  if (cancelled) return lines(m['messages.text.cancelled']({ reviewer, round }), ...news.map(lineOf), ...noted)
  const end = [...noted, m['messages.text.link']({ link })]
  if (news.length === 0) return lines(m['messages.text.hello']({ reviewer, round }), ...left.map(lineOf), ...end)
  const hello = m['messages.text.changed']({ reviewer, round })
  if (left.length === 0) return lines(hello, ...news.map(newsOf), m['messages.text.nothing'](), ...noted)
  return lines(hello, ...news.map(newsOf), m['messages.text.now'](), ...left.map(lineOf), ...end)
}

const lines = (...all: string[]) => all.join('\n')

function lineOf({ estate, community, day }: Visit): string {
  const place = m['messages.text.place']({ estate, community })
  return day ? m['messages.text.line']({ day: shortDay(day), place }) : m['messages.text.undated']({ place })
}

function newsOf(visit: Visit): string {
  const line = lineOf(visit)
  if (visit.change === 'added') return m['messages.text.added']({ line })
  return visit.change === 'moved'
    ? m['messages.text.moved']({ line, day: dayWords(visit.was) })
    : m['messages.text.removed']({ line })
}
