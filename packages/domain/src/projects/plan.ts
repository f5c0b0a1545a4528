/**
 * The plan of a joint project: milestones 节点 and tasks 任务, each belonging to one community that has joined.
 *
 * Shapes   a milestone holds tasks and is reached when all of them are done; a task may stand outside any milestone.
 */
import { z } from 'zod'
import { day, id, line, optional, whole } from '../fields.ts'

const owned = { communityId: id(), title: line(60), dueOn: day() }

export const NewMilestone = z.strictObject({ projectId: id(), ...owned })
export const NewTask = z.strictObject({ projectId: id(), ...owned, milestoneId: optional(id()) })

/** A change says which revision of the task it was typed over. */
export const TaskChange = z.strictObject({
  taskId: id(),
  revision: whole(),
  title: owned.title,
  dueOn: owned.dueOn,
  milestoneId: optional(id()),
})

export const MilestoneRemoval = z.strictObject({ milestoneId: id() })
export const TaskRemoval = z.strictObject({ taskId: id() })

export type NewMilestone = z.infer<typeof NewMilestone>
export type NewTask = z.infer<typeof NewTask>
export type TaskChange = z.infer<typeof TaskChange>
