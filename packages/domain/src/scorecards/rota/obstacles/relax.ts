/** Applies one relaxation to a problem. */
import { addDays } from '../../../calendar.ts'
import type { Assignee, Relaxation, RotaProblem } from '../problem.ts'

export function relax(problem: RotaProblem, relaxation: Relaxation): RotaProblem {
  switch (relaxation.kind) {
    case 'fewer_visits': {
      const requiredVisits = new Map(relaxation.estates.map((estate) => [estate.estateId, estate.requiredVisits]))
      const estates = problem.estates.map((known) => ({
        ...known,
        requiredVisits: requiredVisits.get(known.estateId) ?? known.requiredVisits ?? null,
      }))
      return { ...problem, estates }
    }
    case 'raise_max_visits': {
      const maxVisits = new Map(relaxation.reviewers.map((person) => [person.seatId, person.maxVisits]))
      const reviewers = problem.reviewers.map((known) => ({
        ...known,
        maxVisits: maxVisits.get(known.seatId) ?? known.maxVisits ?? null,
      }))
      return { ...problem, reviewers }
    }
    case 'lift_conflict':
      return {
        ...problem,
        conflicts: (problem.conflicts ?? []).filter((known) => !relaxation.conflicts.includes(known)),
      }
    case 'more_visits_per_day':
      return { ...problem, visitsPerDay: relaxation.visitsPerDay }
    case 'more_days': {
      const last = [...(problem.days ?? [])].sort().at(-1) ?? '2000-01-01'
      const more = Array.from({ length: relaxation.days }, (_, at) => addDays(last, at + 1))
      return { ...problem, days: [...(problem.days ?? []), ...more] }
    }
    case 'more_reviewers':
      return { ...problem, reviewers: [...problem.reviewers, ...createExtraReviewers(relaxation.reviewers)] }
    case 'more_visits': {
      const estates = problem.estates.map((known) => ({
        ...known,
        requiredVisits: known.requiredVisits && Math.max(known.requiredVisits, relaxation.requiredVisits),
      }))
      return { ...problem, estates, requiredVisits: relaxation.requiredVisits }
    }
    case 'fewer_reviewers':
      return { ...problem, maxReviewers: relaxation.reviewers }
    case 'bridge':
      return { ...problem, bridge: true }
    case 'unlinked':
      return { ...problem, unlinked: true }
  }
}

/** Additional reviewers, related to no member, who would still have to be found. */
const createExtraReviewers = (count: number): Assignee[] =>
  Array.from({ length: count }, (_, at) => ({
    seatId: `more ${at + 1}`,
    memberId: `more ${at + 1}`,
    kind: 'community',
    title: `more ${at + 1}`,
  }))
