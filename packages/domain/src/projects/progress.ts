/**
 * Progress: whether tasks and milestones are on time. Has no zod schemas, so that pages stay small.
 *
 * Shapes   todo → doing → done and back. Updates of a task are in report.ts.
 * Units    progress in percent, 0–100.
 */
import { addDays, type Day } from '../calendar.ts'

export const taskStatuses = ['todo', 'doing', 'done'] as const
export type TaskStatus = (typeof taskStatuses)[number]
export const dueStatuses = ['todo', 'doing', 'soon', 'late', 'done'] as const
/** A task's status with its day: not done after its day is late, not done within a week before it is soon. */
export type DueStatus = (typeof dueStatuses)[number]

const SOON = 7

export function dueStatus({ status, dueOn }: { status: TaskStatus; dueOn: Day }, today: Day): DueStatus {
  if (status === 'done') return 'done'
  if (dueOn < today) return 'late'
  return dueOn <= addDays(today, SOON) ? 'soon' : status
}

type Task = { status: TaskStatus; dueOn: Day }

/** A milestone's status follows from its tasks; without any, from its day. */
export function milestoneDueStatus(dueOn: Day, tasks: readonly Task[], today: Day): DueStatus {
  const done = tasks.length > 0 && tasks.every(({ status }) => status === 'done')
  const begun = tasks.some(({ status }) => status !== 'todo')
  return dueStatus({ dueOn, status: done ? 'done' : begun ? 'doing' : 'todo' }, today)
}

/** The mean of its tasks, in whole percent. */
export const overall = (tasks: readonly { progress: number }[]): number =>
  tasks.length === 0 ? 0 : Math.round(tasks.reduce((sum, { progress }) => sum + progress, 0) / tasks.length)
