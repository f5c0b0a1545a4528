/**
 * Messages 互访通知: what a reviewer reads of the visits that are theirs, and what has changed since.
 *
 * Units    days are ISO dates in Shanghai, null where none is set.
 * Shapes   a reviewer goes to an estate once in a round, so messages are compared by estate: a plan made anew that
 *          sends them to the same places on the same days is no news. Nor is a visit that is done, wherever it now stands.
 */
import type { Day } from '../../calendar.ts'
import type { Stage } from '../rounds/stages.ts'

export type MessageVisit = {
  visitId: string
  estateId: string
  estate: string
  community: string
  day: Day | null
  /** Submitted when the message was sent. */
  done: boolean
}

export type VisitChange = 'kept' | 'added' | 'removed' | 'moved'
/** `was` is the day it was on before, where it moved. */
export type ComparedVisit = MessageVisit & { change: VisitChange; was: Day | null }

/** What its reviewer knows of the present plan; nothing is sent any more to somebody who has left. */
export type MessageStatus = 'left' | 'unsent' | 'changed' | 'unopened' | 'opened'

type SentMessage = { visits: readonly MessageVisit[]; opened: boolean }

/** In a round that was called off nothing is left to visit. */
export const listActiveVisits = (visits: readonly MessageVisit[], stage: Stage): MessageVisit[] =>
  visits.filter(({ done }) => done || stage !== 'cancelled').toSorted(byDay)

/** Where nothing was sent before, everything is as it stands; what was taken away comes last. */
export function compareVisits(before: readonly MessageVisit[] | null, now: readonly MessageVisit[]): ComparedVisit[] {
  const known = new Map(before?.map((visit) => [visit.estateId, visit]))
  const still = new Set(now.map(({ estateId }) => estateId))
  const gone = (before ?? []).filter(({ estateId, done }) => !done && !still.has(estateId))
  return [
    ...now.toSorted(byDay).map((visit) => ({ ...visit, ...visitChange(before && known.get(visit.estateId), visit) })),
    ...gone.toSorted(byDay).map((visit) => ({ ...visit, change: 'removed' as const, was: null })),
  ]
}

export const hasNews = (compared: readonly ComparedVisit[]): boolean => compared.some(({ change }) => change !== 'kept')

/**
 * What a reviewer last looked at before the newest message, and where they never did, what was sent last before it:
 * it may have reached them another way.
 */
export const lastSeenMessage = <T extends SentMessage>(earlier: readonly T[]): T | null =>
  earlier.findLast(({ opened }) => opened) ?? earlier.at(-1) ?? null

/** `sent` are the messages so far, the newest last; `planned` is what is theirs in the plan. */
export function messageStatus(
  here: boolean,
  sent: readonly SentMessage[],
  planned: readonly MessageVisit[],
  stage: Stage,
): MessageStatus {
  const newest = sent.at(-1)
  if (!here) return 'left'
  if (!newest) return planned.some(isLeft) ? 'unsent' : 'opened'
  if (hasNews(compareVisits(newest.visits, listActiveVisits(planned, stage)))) return 'changed'
  return newest.opened ? 'opened' : 'unopened'
}

/**
 * What is theirs now, marked by what is news in it: since the last message, or, where they know, in the last message. Of a round called off it is all that they had reason to think was theirs.
 */
export function markChanges(
  sent: readonly SentMessage[],
  planned: readonly MessageVisit[],
  stage: Stage,
): ComparedVisit[] {
  const now = listActiveVisits(planned, stage)
  if (stage === 'cancelled') {
    const said = sent.findLast(({ visits }) => visits.some(isLeft))?.visits ?? []
    const here = new Set(planned.map(({ estateId }) => estateId))
    return compareVisits([...planned, ...said.filter(({ estateId }) => !here.has(estateId))], now)
  }
  const newest = sent.at(-1)
  const overtaken = newest && hasNews(compareVisits(newest.visits, now))
  const before = overtaken ? newest : lastSeenMessage(sent.slice(0, -1))
  return compareVisits(before?.visits ?? null, now)
}

export const isUnaware = (knowing: MessageStatus): boolean => knowing === 'unsent' || knowing === 'changed'

function visitChange(
  before: MessageVisit | null | undefined,
  now: MessageVisit,
): Pick<ComparedVisit, 'change' | 'was'> {
  if (before === null || now.done) return { change: 'kept', was: null }
  if (before === undefined) return { change: 'added', was: null }
  return before.day === now.day ? { change: 'kept', was: null } : { change: 'moved', was: before.day }
}

const isLeft = ({ done }: MessageVisit) => !done

const byDay = (a: MessageVisit, b: MessageVisit) =>
  (a.day ?? '9').localeCompare(b.day ?? '9') || a.estate.localeCompare(b.estate, 'zh-CN')
