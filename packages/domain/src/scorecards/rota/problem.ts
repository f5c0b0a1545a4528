/** What a rota is asked for, and what comes of it. */
import type { Day } from '../../calendar.ts'
import type { Estate, Conflict, Assignment, Reviewer } from './recusal.ts'

export type { Conflict }

export type Coordinates = { lat?: number | null; lng?: number | null }

export type Assignee = Reviewer &
  Coordinates & {
    title?: string
    /** The most visits this person makes in the round; the wish's where absent, any number where that is too. */
    most?: number | null
    absent?: readonly Day[]
  }
export type Site = Estate & Coordinates & { wanted?: number | null }

export type RotaProblem = {
  reviewers: readonly Assignee[]
  estates: readonly Site[]
  /** Visits wanted at each estate that does not say otherwise. */
  wanted: number
  most?: number | null
  conflicts?: readonly Conflict[]
  /** Visits that stay as they are, with their days. Of somebody not among the reviewers too: they go nowhere else. One that is `done` needs no day. */
  kept?: readonly (Assignment & { day?: Day | null; done?: boolean })[]
  /** Usable days; where there are none, days are neither counted nor proposed. */
  days?: readonly Day[]
  aDay?: number
  /** False: days limit how often somebody may go, but none are proposed. */
  dated?: boolean
  /** How many rounds came before. */
  turn?: number
  /** Only so many people are sent, chosen in turn; those who are kept go in any case. */
  people?: number | null
  /** Groups that would stay apart are joined by extra visits. */
  bridge?: boolean
  /** Groups may stay apart. */
  unlinked?: boolean
}

export type Facts = {
  visits: number
  kept: number
  /** Reviewers who go somewhere, and who could go but need not. */
  people: number
  idle: number
  /** Visits of the least and the most busy among those who may go at all; kept visits count. */
  least: number
  most: number
  /** Components of the graph of visits; one is what is wanted. */
  groups: number
  km: number
  longestKm: number
  /** Visits whose way is not known, for want of coordinates; they are not in `km`. */
  unmeasured: number
  /** Estates that both kinds of reviewers come to, and those visited by two or more. */
  mixed: number
  mixable: number
  days: number
  /** Days on which one person visits two near estates. */
  paired: number
  /** Visits on a day on which another reviewer comes to the same estate. */
  together: number
}

export type DatedAssignment = Assignment & { day: Day | null }
export type Rota = { pairs: DatedAssignment[]; dated: (Assignment & { day: Day })[]; facts: Facts }

/** Of all reviewers, how many may not go to any of the estates in question, by why; and who may. */
export type Why = {
  people: number
  ownCompany: number
  ownCommunity: number
  conflict: number
  already: number
  noDays: number
  full: number
  may: number
}

export type Obstacle =
  | {
      kind: 'short'
      /** The smallest set found of estates that want more visits than those who may come can make. */
      estates: { estateId: string; name: string; wanted: number }[]
      wanted: number
      possible: number
      why: Why
      relaxations: Relaxation[]
    }
  | {
      kind: 'apart'
      groups: { estateIds: string[]; names: string[]; people: number }[]
      /** The fewest visits that join the groups: one less than there are. */
      visits: number
      /** Too few visits for so many people; the rules keep the groups apart; no exchange was found. */
      because: 'numbers' | 'rules' | 'search'
      relaxations: Relaxation[]
    }

/** `size` is the number of single changes: visits, people, days, conflicts. */
export type Relaxation = { size: number } & (
  | { kind: 'fewer_visits'; estates: { estateId: string; name: string; wanted: number }[] }
  | { kind: 'raise_most'; people: { seatId: string; title: string; most: number }[] }
  | { kind: 'lift_conflict'; conflicts: Conflict[] }
  | { kind: 'more_a_day'; aDay: number }
  | { kind: 'more_days'; days: number }
  | { kind: 'more_people'; people: number }
  | { kind: 'more_visits'; wanted: number }
  | { kind: 'fewer_people'; people: number }
  | { kind: 'bridge'; visits: number }
  | { kind: 'unlinked' }
)

export type SolverStep = 'filling' | 'joining' | 'improving' | 'days' | 'relaxing'
export type OnProgress = (progress: { step: SolverStep; done: number; of: number }) => void
