/**
 * Messages 互访通知: what a reviewer was sent about their visits, and what has changed since.
 *
 * Units    days are ISO dates in Shanghai, null where none is set.
 * Shapes   a reviewer visits an estate at most once in a round, so visits are compared by estate: a new plan with the same
 *          estates on the same days is no change. A visit that is done never counts as changed.
 */
import type { Day } from '../../calendar.ts'
import type { RoundStage } from '../rounds/stages.ts'
import { compareNames } from '../../spelling/order.ts'

export type MessageVisit = {
  visitId: string
  estateId: string
  estate: string
  community: string
  day: Day | null
  /** Whether the visit was submitted when the message was sent. */
  done: boolean
}

export type VisitChange = 'unchanged' | 'added' | 'removed' | 'moved'
/** `was` is the previous day of a visit that moved. */
export type ComparedVisit = MessageVisit & { change: VisitChange; was: Day | null }

/** What the reviewer knows of the current plan. `left`: the reviewer has no seat any more and gets no messages. */
export type MessageStatus = 'left' | 'unsent' | 'changed' | 'unopened' | 'opened'

type SentMessage = { visits: readonly MessageVisit[]; opened: boolean }

/** The visits that count: in a cancelled round only those that are done. */
export const listActiveVisits = (visits: readonly MessageVisit[], stage: RoundStage): MessageVisit[] =>
  visits.filter(({ done }) => done || stage !== 'cancelled').toSorted(byDay)

/** The visits of now, marked by their change; all unchanged if nothing was sent before. Removed visits come last. */
export function compareVisits(before: readonly MessageVisit[] | null, now: readonly MessageVisit[]): ComparedVisit[] {
  const known = new Map(before?.map((visit) => [visit.estateId, visit]))
  const still = new Set(now.map(({ estateId }) => estateId))
  const gone = (before ?? []).filter(({ estateId, done }) => !done && !still.has(estateId))
  return [
    ...now.toSorted(byDay).map((visit) => ({ ...visit, ...visitChange(before && known.get(visit.estateId), visit) })),
    ...gone.toSorted(byDay).map((visit) => ({ ...visit, change: 'removed' as const, was: null })),
  ]
}

export const hasNews = (compared: readonly ComparedVisit[]): boolean =>
  compared.some(({ change }) => change !== 'unchanged')

/**
 * The message that the newest one is compared with: the last one that the reviewer opened or, if none, the last one sent, which
 * they may have received in another way.
 */
export const lastSeenMessage = <T extends SentMessage>(earlier: readonly T[]): T | null =>
  earlier.findLast(({ opened }) => opened) ?? earlier.at(-1) ?? null

/** `sent` are the messages so far, the newest last; `planned` are the reviewer's visits in the plan. */
export function messageStatus(
  here: boolean,
  sent: readonly SentMessage[],
  planned: readonly MessageVisit[],
  stage: RoundStage,
): MessageStatus {
  const newest = sent.at(-1)
  if (!here) return 'left'
  if (!newest) return planned.some(isLeft) ? 'unsent' : 'opened'
  if (hasNews(compareVisits(newest.visits, listActiveVisits(planned, stage)))) return 'changed'
  return newest.opened ? 'opened' : 'unopened'
}

/**
 * The reviewer's visits, marked by what is new: since the last message or, if they know the current plan, in the last message.
 * Of a cancelled round it is every visit that they could believe was theirs.
 */
export function markChanges(
  sent: readonly SentMessage[],
  planned: readonly MessageVisit[],
  stage: RoundStage,
): ComparedVisit[] {
  const now = listActiveVisits(planned, stage)
  if (stage === 'cancelled') {
    const lastSaid = sent.findLast(({ visits }) => visits.some(isLeft))?.visits ?? []
    const here = new Set(planned.map(({ estateId }) => estateId))
    return compareVisits([...planned, ...lastSaid.filter(({ estateId }) => !here.has(estateId))], now)
  }
  const newest = sent.at(-1)
  const overtaken = newest && hasNews(compareVisits(newest.visits, now))
  const before = overtaken ? newest : lastSeenMessage(sent.slice(0, -1))
  return compareVisits(before?.visits ?? null, now)
}

export const isUnaware = (status: MessageStatus): boolean => status === 'unsent' || status === 'changed'

function visitChange(
  before: MessageVisit | null | undefined,
  now: MessageVisit,
): Pick<ComparedVisit, 'change' | 'was'> {
  if (before === null || now.done) return { change: 'unchanged', was: null }
  if (before === undefined) return { change: 'added', was: null }
  return before.day === now.day ? { change: 'unchanged', was: null } : { change: 'moved', was: before.day }
}

const isLeft = ({ done }: MessageVisit) => !done

const byDay = (a: MessageVisit, b: MessageVisit) =>
  (a.day ?? '9').localeCompare(b.day ?? '9') || compareNames(a.estate, b.estate)
