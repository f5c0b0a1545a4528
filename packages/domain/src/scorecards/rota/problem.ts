/** The input and the output of the rota solver. */
import type { Day } from '../../calendar.ts'
import type { Estate, Conflict, Assignment, Reviewer } from './recusal.ts'

export type { Conflict }

export type Coordinates = { lat?: number | null; lng?: number | null }

export type Assignee = Reviewer &
  Coordinates & {
    title?: string
    /** The most visits of this person; if absent the problem's `maxVisits`, and without that unlimited. */
    maxVisits?: number | null
    absent?: readonly Day[]
  }
export type Site = Estate & Coordinates & { requiredVisits?: number | null }

export type RotaProblem = {
  reviewers: readonly Assignee[]
  estates: readonly Site[]
  /** The number of visits of each estate that has no `requiredVisits` of its own. */
  requiredVisits: number
  maxVisits?: number | null
  conflicts?: readonly Conflict[]
  /**
   * Visits that stay as they are, with their days. A person who is not among the reviewers may have one, but gets no others. A
   * visit that is `done` needs no day.
   */
  fixedVisits?: readonly (Assignment & { day?: Day | null; done?: boolean })[]
  /** Usable days; if absent, days neither limit visits nor are proposed. */
  days?: readonly Day[]
  visitsPerDay?: number
  /** If false, days limit how many visits somebody can make, but no days are proposed. */
  proposeDays?: boolean
  /** The number of rounds before this one; it seeds the choice between equals. */
  previousRounds?: number
  /** The most people to send, different ones in each round; those with a fixed visit are always included. */
  maxReviewers?: number | null
  /** Joins separate groups by extra visits. */
  bridge?: boolean
  /** Accepts separate groups. */
  unlinked?: boolean
}

export type Facts = {
  visits: number
  fixedVisits: number
  /** Reviewers with a visit, and `idle` ones who could make one. */
  reviewers: number
  idle: number
  /** The fewest and the most visits of one person, among those who may make any; fixed visits count. */
  minLoad: number
  maxLoad: number
  /** Components of the graph of visits; one is the aim. */
  groups: number
  km: number
  longestKm: number
  /** Visits without coordinates, which are not in `km`. */
  unmeasured: number
  /** `mixed`: estates visited by both kinds of reviewers; `mixable`: estates with two or more visits. */
  mixed: number
  mixable: number
  days: number
  /** Days on which one person visits two near estates. */
  paired: number
  /** Visits on the same day as another reviewer's visit to the same estate. */
  together: number
}

export type DatedAssignment = Assignment & { day: Day | null }
export type Rota = { pairs: DatedAssignment[]; dated: (Assignment & { day: Day })[]; facts: Facts }

/** How many of all reviewers may visit one of the estates in question, and how many may not, by reason. */
export type ReasonCounts = {
  reviewers: number
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
      /**
       * Estates that need more visits than the reviewers allowed there can make. `minimal`: without any one of them the others would
       * not; otherwise there may be smaller such sets. `oneOfSeveral`: other estates may lack visits for the same reason.
       */
      estates: { estateId: string; name: string; requiredVisits: number }[]
      requiredVisits: number
      possible: number
      minimal: boolean
      oneOfSeveral: boolean
      why: ReasonCounts
      relaxations: Relaxation[]
    }
  | {
      kind: 'apart'
      groups: { estateIds: string[]; names: string[]; reviewers: number }[]
      /** The fewest visits that join the groups: one less than there are. */
      visits: number
      /** `numbers`: too few visits for so many people; `rules`: the rules keep the groups apart; `search`: no exchange was found. */
      because: 'numbers' | 'rules' | 'search'
      relaxations: Relaxation[]
    }

/** `size` is the number of single changes: visits, people, days, conflicts. */
export type Relaxation = { size: number } & (
  | { kind: 'fewer_visits'; estates: { estateId: string; name: string; requiredVisits: number }[] }
  | { kind: 'raise_max_visits'; reviewers: { seatId: string; title: string; maxVisits: number }[] }
  | { kind: 'lift_conflict'; conflicts: Conflict[] }
  | { kind: 'more_visits_per_day'; visitsPerDay: number }
  | { kind: 'more_days'; days: number }
  | { kind: 'more_reviewers'; reviewers: number }
  | { kind: 'more_visits'; requiredVisits: number }
  | { kind: 'fewer_reviewers'; reviewers: number }
  | { kind: 'bridge'; visits: number }
  | { kind: 'unlinked' }
)

export type SolverStep = 'filling' | 'joining' | 'improving' | 'days' | 'relaxing'
export type OnProgress = (progress: { step: SolverStep; done: number; of: number }) => void
