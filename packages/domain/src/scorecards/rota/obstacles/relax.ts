/** A wish, relaxed in one way. */
import { addDays } from '../../../calendar.ts'
import type { Assignee, Relaxation, RotaProblem } from '../problem.ts'

export function relax(wish: RotaProblem, relaxation: Relaxation): RotaProblem {
  switch (relaxation.kind) {
    case 'fewer_visits': {
      const wanted = new Map(relaxation.estates.map((estate) => [estate.estateId, estate.wanted]))
      const estates = wish.estates.map((known) => ({
        ...known,
        wanted: wanted.get(known.estateId) ?? known.wanted ?? null,
      }))
      return { ...wish, estates }
    }
    case 'raise_most': {
      const most = new Map(relaxation.people.map((person) => [person.seatId, person.most]))
      const reviewers = wish.reviewers.map((known) => ({
        ...known,
        most: most.get(known.seatId) ?? known.most ?? null,
      }))
      return { ...wish, reviewers }
    }
    case 'lift_conflict':
      return {
        ...wish,
        conflicts: (wish.conflicts ?? []).filter((known) => !relaxation.conflicts.includes(known)),
      }
    case 'more_a_day':
      return { ...wish, aDay: relaxation.aDay }
    case 'more_days': {
      const last = [...(wish.days ?? [])].sort().at(-1) ?? '2000-01-01'
      const more = Array.from({ length: relaxation.days }, (_, at) => addDays(last, at + 1))
      return { ...wish, days: [...(wish.days ?? []), ...more] }
    }
    case 'more_people':
      return { ...wish, reviewers: [...wish.reviewers, ...strangers(relaxation.people)] }
    case 'more_visits': {
      const estates = wish.estates.map((known) => ({
        ...known,
        wanted: known.wanted && Math.max(known.wanted, relaxation.wanted),
      }))
      return { ...wish, estates, wanted: relaxation.wanted }
    }
    case 'fewer_people':
      return { ...wish, people: relaxation.people }
    case 'bridge':
      return { ...wish, bridge: true }
    case 'unlinked':
      return { ...wish, unlinked: true }
  }
}

/** People of nobody's, as one would still have to find them. */
const strangers = (count: number): Assignee[] =>
  Array.from({ length: count }, (_, at) => ({
    seatId: `more ${at + 1}`,
    memberId: `more ${at + 1}`,
    kind: 'community',
    title: `more ${at + 1}`,
  }))
