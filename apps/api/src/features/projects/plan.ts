/** Milestones and tasks: a community plans its own, the lead plans for every community that has joined. */
import {
  assertInProject,
  MilestoneRemoval,
  NewMilestone,
  NewTask,
  TaskChange,
  TaskRemoval,
} from '@bilin/domain/projects/plan'
import { answersFor } from '@bilin/domain/projects/lead'
import { projectMachine } from '@bilin/domain/projects/machine'
import { refuse } from '@bilin/domain/refusal'
import { assertAllowed } from '@bilin/domain/stages/machine'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { record } from '../../record.ts'
import { permitted } from '../../trpc.ts'
import { lockProject, isJoined } from './queries.ts'
import { getTask } from './tasks.ts'

export const projectPlanProcedures = {
  addMilestone: permitted('projects.plan')
    .input(NewMilestone)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      assertInProject(await mayPlanFor(db, seat, input), input.dueOn)
      const made = await db.insertInto('milestone').values(input).returning('id').executeTakeFirstOrThrow()
      await record(db, 'projects.milestone_added', made.id, { title: input.title })
      return made
    }),

  removeMilestone: permitted('projects.plan')
    .input(MilestoneRemoval)
    .mutation(async ({ ctx: { db, seat }, input: { milestoneId } }) => {
      const milestone = await db
        .selectFrom('milestone')
        .select(['projectId', 'communityId', 'title'])
        .where('id', '=', milestoneId)
        .executeTakeFirstOrThrow(() => refuse('not_found', 'projects.not_found'))
      await mayPlanFor(db, seat, milestone)
      const task = await db
        .selectFrom('projectTask')
        .select('id')
        .where('milestoneId', '=', milestoneId)
        .executeTakeFirst()
      if (task) refuse('conflict', 'projects.milestone_has_tasks')
      const { numDeletedRows } = await db
        .deleteFrom('milestone')
        .where('id', '=', milestoneId)
        .executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) refuse('forbidden', 'projects.planned_by_others')
      await record(db, 'projects.milestone_removed', milestoneId, { title: milestone.title })
    }),

  addTask: permitted('projects.plan')
    .input(NewTask)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      assertInProject(await mayPlanFor(db, seat, input), input.dueOn)
      const made = await db.insertInto('projectTask').values(input).returning('id').executeTakeFirstOrThrow()
      await record(db, 'projects.task_added', made.id, { title: input.title })
      return made
    }),

  changeTask: permitted('projects.plan')
    .input(TaskChange)
    .mutation(async ({ ctx: { db, seat }, input: { taskId, revision, ...typed } }) => {
      const task = await getTask(db, taskId)
      const project = await mayPlanFor(db, seat, task)
      if (typed.dueOn !== task.dueOn) assertInProject(project, typed.dueOn)
      if (seat.actingTenantId !== task.authorTenantId && seat.actingTenantId !== seat.tenantId)
        refuse('forbidden', 'projects.planned_by_others')
      const { numUpdatedRows } = await db
        .updateTable('projectTask')
        .set({ ...typed, milestoneId: typed.milestoneId ?? null, revision: revision + 1 })
        .where('id', '=', taskId)
        .where('revision', '=', revision)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) refuse('conflict', 'projects.task_changed_meanwhile')
      await record(db, 'projects.task_changed', taskId, { title: typed.title })
    }),

  removeTask: permitted('projects.plan')
    .input(TaskRemoval)
    .mutation(async ({ ctx: { db, seat }, input: { taskId } }) => {
      const task = await getTask(db, taskId)
      await mayPlanFor(db, seat, task)
      if (task.number > 0) refuse('conflict', 'projects.task_has_updates')
      const { numDeletedRows } = await db.deleteFrom('projectTask').where('id', '=', taskId).executeTakeFirstOrThrow()
      if (numDeletedRows === 0n) refuse('forbidden', 'projects.planned_by_others')
      await record(db, 'projects.task_removed', taskId, { title: task.title })
    }),
}

async function mayPlanFor(db: TenantDb, seat: Seat, work: { projectId: string; communityId: string }) {
  const project = await lockProject(db, work.projectId)
  if (!answersFor(seat, project, work.communityId)) refuse('forbidden', 'projects.not_for_others')
  assertAllowed(projectMachine, 'plan', project)
  if (!(await isJoined(db, project.id, work.communityId)))
    refuse('invalid', 'projects.community_not_joined', { field: 'communityId' })
  return project
}
