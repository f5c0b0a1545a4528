/** The stages of a joint project, in their order; apart from machine.ts, so that a page that only names them loads nothing else. */
export const stages = ['proposed', 'running', 'closing', 'closed'] as const
export type Stage = (typeof stages)[number]
