/** The stages of a round, in their order; apart from round.ts, so that a page that only names them loads nothing else. */
export const path = ['planning', 'visiting', 'responding', 'settling', 'published'] as const
export const stages = [...path, 'cancelled'] as const
export type Stage = (typeof stages)[number]

/** From how many submitted visits of an estate its single marks are disclosed, where a round does not say. */
export const DISCLOSE_FROM_VISITS = 3
