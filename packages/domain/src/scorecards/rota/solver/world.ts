/**
 * A wish as numbers: reviewers and estates by their place in two sorted lists, what is forbidden, how far it is, and how
 * many visits each may make.
 */
import type { Day } from '../../../calendar.ts'
import { chooseReviewers } from './people.ts'
import { kilometres } from './travel.ts'
import type { Assignee, Site, RotaProblem } from '../problem.ts'

export const OWN_COMPANY = 1
export const OWN_COMMUNITY = 2
export const CONFLICT = 3

export type KeptVisit = { reviewer: number; estate: number; day: Day | null; done: boolean }

export type SolverModel = {
  readonly reviewers: readonly (Assignee & { gone?: true })[]
  readonly estates: readonly Site[]
  readonly wanted: Int32Array
  /** The most visits a person can make: by days, and by `most` as well; kept ones count. */
  readonly dayCap: Int32Array
  readonly cap: Int32Array
  /** 1 company, -1 community, 0 gone. */
  readonly kind: Int8Array
  /** By member and estate: 0, or why not. */
  readonly member: Int32Array
  readonly forbidden: Uint8Array
  /** By origin and estate, km; NaN where not known. */
  readonly origin: Int32Array
  readonly km: Float64Array
  readonly kept: readonly KeptVisit[]
  readonly days: readonly Day[]
  readonly aDay: number
  readonly dated: boolean
  readonly turn: number
}

export function buildModel(wish: RotaProblem): SolverModel {
  const estates = [...wish.estates].sort(by(({ name, estateId }) => [name, estateId]))
  const known = new Set(wish.reviewers.map(({ seatId }) => seatId))
  const left = new Set((wish.kept ?? []).map(({ seatId }) => seatId).filter((seatId) => !known.has(seatId)))
  const gone = [...left].map((seatId) => ({
    seatId,
    memberId: '',
    kind: 'community' as const,
    gone: true as const,
  }))
  const reviewers: SolverModel['reviewers'] = [...chooseReviewers(wish), ...gone].sort(
    by(({ kind, title = '', seatId }: Assignee) => [kind, title, seatId]),
  )
  const seats = new Map(reviewers.map(({ seatId }, at) => [seatId, at]))
  const places = new Map(estates.map(({ estateId }, at) => [estateId, at]))
  const kept = (wish.kept ?? []).flatMap(({ seatId, estateId, day = null, done = false }) => {
    const [reviewer, estate] = [seats.get(seatId), places.get(estateId)]
    return reviewer === undefined || estate === undefined ? [] : [{ reviewer, estate, day, done }]
  })
  const keptBy = reviewers.map((): KeptVisit[] => [])
  for (const visit of kept) keptBy[visit.reviewer]!.push(visit)
  const days = [...new Set(wish.days ?? [])].sort()
  const aDay = wish.aDay ?? 1
  const { member, forbidden } = forbid(wish, reviewers, estates)
  const dayCap = Int32Array.from(reviewers, (_, at) => roomOf(at))
  const cap = Int32Array.from(reviewers, ({ most = null, gone: left }, at) => {
    const held = keptBy[at]!.length
    return left ? held : Math.max(held, Math.min(dayCap[at]!, most ?? wish.most ?? Infinity))
  })
  return {
    reviewers,
    estates,
    dayCap,
    cap,
    member,
    forbidden,
    kept,
    days,
    aDay,
    wanted: Int32Array.from(estates, ({ wanted }) => wanted ?? wish.wanted),
    kind: Int8Array.from(reviewers, ({ kind, gone: left }) => (left ? 0 : kind === 'company' ? 1 : -1)),
    ...kilometres(reviewers, estates),
    turn: wish.turn ?? 0,
    dated: wish.dated ?? true,
  }

  function roomOf(at: number): number {
    const held = keptBy[at]!
    if (days.length === 0) return estates.length
    const absent = new Set(reviewers[at]!.absent ?? [])
    const room = days
      .filter((day) => !absent.has(day))
      .reduce((sum, day) => sum + Math.max(0, aDay - held.filter((visit) => visit.day === day).length), 0)
    const undated = held.filter(({ day, done }) => day === null && !done).length
    return Math.min(estates.length, held.length + Math.max(0, room - undated))
  }
}

/** Why a reviewer may not go to an estate; 0 where they may. */
export const ruleAgainst = ({ member, forbidden, estates }: SolverModel, reviewer: number, estate: number): number =>
  forbidden[member[reviewer]! * estates.length + estate]!

function forbid({ conflicts = [] }: RotaProblem, reviewers: readonly Assignee[], estates: readonly Site[]) {
  const members = [...new Set(reviewers.map(({ memberId }) => memberId))]
  const places = new Map(members.map((memberId, at) => [memberId, at]))
  const forbidden = new Uint8Array(members.length * estates.length)
  estates.forEach(({ estateId, companyId, communityId }, at) => {
    const mark = (memberId: string, why: number) => {
      const place = places.get(memberId)
      if (place !== undefined) forbidden[place * estates.length + at] = why
    }
    for (const conflict of conflicts)
      if (conflict.companyId === companyId || conflict.estateId === estateId) mark(conflict.memberId, CONFLICT)
    mark(communityId, OWN_COMMUNITY)
    mark(companyId, OWN_COMPANY)
  })
  return { forbidden, member: Int32Array.from(reviewers, ({ memberId }) => places.get(memberId)!) }
}

/** By code units, so that it is the same on every machine. */
function by<T>(keys: (item: T) => readonly string[]): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [keys(a), keys(b)]
    const at = left.findIndex((key, place) => key !== right[place])
    return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1
  }
}
