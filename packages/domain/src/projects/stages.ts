/**
 * The stages of a joint project, in their order. For pages too: it loads no rules of typing.
 *
 * Shapes   proposed → running → closing → closed, one way.
 * Refusals projects.moved_on, already_closed.
 */
import { refuse } from '../refusal.ts'

export const stages = ['proposed', 'running', 'closing', 'closed'] as const
export type Stage = (typeof stages)[number]

/** One step on from what the asker saw, so that two presses of one button take one step. */
export function nextStage(stage: Stage, seen: Stage): Stage {
  if (stage !== seen) refuse('conflict', 'projects.moved_on')
  return stages[stages.indexOf(stage) + 1] ?? refuse('conflict', 'projects.already_closed')
}
