/**
 * Reports: updates of a task by its own community; the latest one is the task's state.
 *
 * Shapes   a done task is reopened by one more update. An update names the one it follows, so that of two people who report
 *          at once the second is refused.
 * Units    progress in percent, 0–100; done is 100 and todo is 0 whatever was typed.
 * Refusals projects.progress_out_of_range, projects.task_moved_on.
 */
import { z } from 'zod'
import { choice, id, optional, paragraph, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { readShort } from '../typed.ts'
import { taskStatuses, type TaskStatus } from './progress.ts'

const percent = z.preprocess(
  (typed: number | string) =>
    typeof typed === 'string' ? readShort(typed, (text) => text.replace(/[%％]\s*$/u, '')) : typed,
  whole({ min: -1_000_000 })
    .refine((n) => n >= 0 && n <= 100, { error: 'projects.progress_out_of_range' })
    .meta({ minimum: 0, maximum: 100 }),
)

export const Report = z.strictObject({
  taskId: id(),
  /** The number of the update it follows; 0 where there was none. */
  seen: whole(),
  status: choice(taskStatuses),
  progress: optional(percent),
  note: optional(paragraph(500)),
})

export type Report = z.infer<typeof Report>

export function nextUpdateNumber(latest: number, seen: number): number {
  return latest === seen ? latest + 1 : refuse('conflict', 'projects.task_moved_on')
}

/** The percent to store: 0 for todo, 100 for done, else the one typed, or the previous one if left blank. */
export function progressAfter(status: TaskStatus, typed: number | undefined, before: number): number {
  if (status !== 'doing') return status === 'done' ? 100 : 0
  return typed ?? Math.min(before, 99)
}
