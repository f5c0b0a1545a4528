/** The stages of a round, in order. A file of its own, so that a page that only names them does not load round.ts. */
export const path = ['planning', 'visiting', 'responding', 'settling', 'published'] as const
export const roundStages = [...path, 'cancelled'] as const
export type RoundStage = (typeof roundStages)[number]

/** The default number of submitted visits of an estate from which its single marks are disclosed. */
export const DISCLOSE_FROM_VISITS = 3
