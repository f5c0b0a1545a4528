/**
 * The plan of a joint project: milestones 节点 and tasks 任务, each belonging to one community that has joined.
 *
 * Shapes   a milestone holds tasks and is reached when all of them are done; a task may stand outside any milestone.
 * Refusals projects.day_outside_project.
 */
import { z } from 'zod'
import type { Day } from '../calendar.ts'
import { day, id, line, optional, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'

const owned = { communityId: id(), title: line(60), dueOn: day() }

export const NewMilestone = z.strictObject({ projectId: id(), ...owned })
export const NewTask = z.strictObject({ projectId: id(), ...owned, milestoneId: optional(id()) })

/** `revision` is the task's revision that the form was loaded with. */
export const TaskChange = z.strictObject({
  taskId: id(),
  revision: whole(),
  title: owned.title,
  dueOn: owned.dueOn,
  milestoneId: optional(id()),
})

export const MilestoneRemoval = z.strictObject({ milestoneId: id() })
export const TaskRemoval = z.strictObject({ taskId: id() })

/** A milestone or a task is due while its project runs. */
export function assertInProject({ fromDay, untilDay }: { fromDay: Day; untilDay: Day }, dueOn: Day): void {
  if (fromDay <= dueOn && dueOn <= untilDay) return
  refuse('invalid', 'projects.day_outside_project', { params: { from: fromDay, to: untilDay }, field: 'dueOn' })
}

export type NewMilestone = z.infer<typeof NewMilestone>
export type NewTask = z.infer<typeof NewTask>
export type TaskChange = z.infer<typeof TaskChange>
