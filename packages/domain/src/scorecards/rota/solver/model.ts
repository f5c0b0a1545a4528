/**
 * The problem as arrays: reviewers and estates by their index in two sorted lists, what is forbidden, distances, and how many
 * visits each person may make. In the solver `v` is the index of a reviewer and `c` that of an estate.
 */
import type { Day } from '../../../calendar.ts'
import { chooseReviewers } from './chooseReviewers.ts'
import { computeDistances } from './travel.ts'
import type { Assignee, Site, RotaProblem } from '../problem.ts'

export const OWN_COMPANY = 1
export const OWN_COMMUNITY = 2
export const CONFLICT = 3

export type FixedVisit = { reviewer: number; estate: number; day: Day | null; done: boolean }

export type SolverModel = {
  readonly reviewers: readonly (Assignee & { gone?: true })[]
  readonly estates: readonly Site[]
  readonly requiredVisits: Int32Array
  /** The most visits of a person, fixed ones included: `dayCap` by their days, `cap` also by `maxVisits`. */
  readonly dayCap: Int32Array
  readonly cap: Int32Array
  /** 1 company, -1 community, 0 a person who is not among the reviewers and has only fixed visits. */
  readonly kind: Int8Array
  /** By member and estate: 0 if allowed, otherwise the reason. */
  readonly member: Int32Array
  readonly forbidden: Uint8Array
  /** By origin and estate, km; NaN where not known. */
  readonly origin: Int32Array
  readonly km: Float64Array
  readonly fixedVisits: readonly FixedVisit[]
  readonly days: readonly Day[]
  readonly visitsPerDay: number
  readonly proposeDays: boolean
  readonly previousRounds: number
}

export function buildModel(problem: RotaProblem): SolverModel {
  const estates = [...problem.estates].sort(by(({ name, estateId }) => [name, estateId]))
  const known = new Set(problem.reviewers.map(({ seatId }) => seatId))
  const left = new Set((problem.fixedVisits ?? []).map(({ seatId }) => seatId).filter((seatId) => !known.has(seatId)))
  const gone = [...left].map((seatId) => ({
    seatId,
    memberId: '',
    kind: 'community' as const,
    gone: true as const,
  }))
  const reviewers: SolverModel['reviewers'] = [...chooseReviewers(problem), ...gone].sort(
    by(({ kind, title = '', seatId }: Assignee) => [kind, title, seatId]),
  )
  const seats = new Map(reviewers.map(({ seatId }, at) => [seatId, at]))
  const places = new Map(estates.map(({ estateId }, at) => [estateId, at]))
  const fixedVisits = (problem.fixedVisits ?? []).flatMap(({ seatId, estateId, day = null, done = false }) => {
    const [reviewer, estate] = [seats.get(seatId), places.get(estateId)]
    return reviewer === undefined || estate === undefined ? [] : [{ reviewer, estate, day, done }]
  })
  const fixedByReviewer = reviewers.map((): FixedVisit[] => [])
  for (const visit of fixedVisits) fixedByReviewer[visit.reviewer]!.push(visit)
  const days = [...new Set(problem.days ?? [])].sort()
  const aDay = problem.visitsPerDay ?? 1
  const { member, forbidden } = findForbidden(problem, reviewers, estates)
  const dayCap = Int32Array.from(reviewers, (_, at) => countPossibleVisits(at))
  const cap = Int32Array.from(reviewers, ({ maxVisits: most = null, gone: left }, at) => {
    const held = fixedByReviewer[at]!.length
    return left ? held : Math.max(held, Math.min(dayCap[at]!, most ?? problem.maxVisits ?? Infinity))
  })
  return {
    reviewers,
    estates,
    dayCap,
    cap,
    member,
    forbidden,
    fixedVisits,
    days,
    visitsPerDay: aDay,
    requiredVisits: Int32Array.from(estates, ({ requiredVisits: wanted }) => wanted ?? problem.requiredVisits),
    kind: Int8Array.from(reviewers, ({ kind, gone: left }) => (left ? 0 : kind === 'company' ? 1 : -1)),
    ...computeDistances(reviewers, estates),
    previousRounds: problem.previousRounds ?? 0,
    proposeDays: problem.proposeDays ?? true,
  }

  function countPossibleVisits(at: number): number {
    const held = fixedByReviewer[at]!
    if (days.length === 0) return estates.length
    const absent = new Set(reviewers[at]!.absent ?? [])
    const room = days
      .filter((day) => !absent.has(day))
      .reduce((sum, day) => sum + Math.max(0, aDay - held.filter((visit) => visit.day === day).length), 0)
    const undated = held.filter(({ day, done }) => day === null && !done).length
    return Math.min(estates.length, held.length + Math.max(0, room - undated))
  }
}

/** Why a reviewer may not visit an estate; 0 if they may. */
export const ruleAgainst = ({ member, forbidden, estates }: SolverModel, reviewer: number, estate: number): number =>
  forbidden[member[reviewer]! * estates.length + estate]!

function findForbidden({ conflicts = [] }: RotaProblem, reviewers: readonly Assignee[], estates: readonly Site[]) {
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
