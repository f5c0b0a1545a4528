/**
 * Progress: how far a task has come, told by its own community, update after update; the latest is its state.
 *
 * Shapes   todo → doing → done and back: a done task is reopened by one more update. An update says which one it follows,
 *          so that of two people reporting at once the second is told.
 * Units    progress in percent, 0–100; done is 100 and todo is 0 whatever was typed.
 * Refusals projects.progress_out_of_range, projects.task_moved_on.
 */
import { z } from 'zod'
import { addDays, type Day } from '../calendar.ts'
import { choice, id, optional, paragraph, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'

export const statuses = ['todo', 'doing', 'done'] as const
export type Status = (typeof statuses)[number]
export const standings = ['todo', 'doing', 'soon', 'late', 'done'] as const
/** A task's status against the calendar: what is not done and past its day is late, within a week of it soon. */
export type Standing = (typeof standings)[number]

const percent = z.preprocess(
  (typed) => (typeof typed === 'string' ? typed.replace(/[%％]\s*$/u, '') : typed),
  whole({ min: -1_000_000 }).refine((n) => n >= 0 && n <= 100, { error: 'projects.progress_out_of_range' }),
)

export const Report = z.strictObject({
  taskId: id(),
  /** The number of the update it follows; 0 where there was none. */
  seen: whole(),
  status: choice(statuses),
  progress: optional(percent),
  note: optional(paragraph(500)),
})

export type Report = z.infer<typeof Report>

export function follow(latest: number, seen: number): number {
  return latest === seen ? latest + 1 : refuse('conflict', 'projects.task_moved_on')
}

/** What is kept of the percent typed; left blank, work under way stays where it was. */
export function progressOf(status: Status, typed: number | undefined, before: number): number {
  if (status !== 'doing') return status === 'done' ? 100 : 0
  return typed ?? Math.min(before, 99)
}

const SOON = 7

export function standingOf({ status, dueOn }: { status: Status; dueOn: Day }, today: Day): Standing {
  if (status === 'done') return 'done'
  if (dueOn < today) return 'late'
  return dueOn <= addDays(today, SOON) ? 'soon' : status
}

type Task = { status: Status; dueOn: Day }

/** A milestone stands where its tasks stand; with none it waits for its day. */
export function milestoneStanding(dueOn: Day, tasks: readonly Task[], today: Day): Standing {
  const done = tasks.length > 0 && tasks.every(({ status }) => status === 'done')
  const begun = tasks.some(({ status }) => status !== 'todo')
  return standingOf({ dueOn, status: done ? 'done' : begun ? 'doing' : 'todo' }, today)
}

/** The mean of its tasks, in whole percent. */
export const overall = (tasks: readonly { progress: number }[]): number =>
  tasks.length === 0 ? 0 : Math.round(tasks.reduce((sum, { progress }) => sum + progress, 0) / tasks.length)
