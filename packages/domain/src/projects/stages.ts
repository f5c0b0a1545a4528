/** The stages of a joint project, in order. A file of its own, so that a page that only names them does not load machine.ts. */
export const projectStages = ['proposed', 'running', 'closing', 'closed'] as const
export type ProjectStage = (typeof projectStages)[number]
