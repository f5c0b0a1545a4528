/** Tasks, each with its latest update if there is one. */
import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { inNameOrder } from '../../rooms/nameOrder.ts'

export type Task = Awaited<ReturnType<typeof listTasks>>[number]

export function getTask(db: TenantDb, id: string) {
  return selectActiveTasks(db)
    .select(['task.projectId', 'task.authorTenantId'])
    .where('task.id', '=', id)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'projects.task_not_found'))
}

export function listTasks(db: TenantDb, projectId: string) {
  return selectActiveTasks(db)
    .leftJoin('neighbour as community', 'community.id', 'task.communityId')
    .leftJoin('milestone', 'milestone.id', 'task.milestoneId')
    .leftJoin('neighbourSeat as seat', 'seat.id', 'latest.seatId')
    .select([
      'task.authorTenantId',
      'community.name as community',
      'milestone.title as milestone',
      'latest.note',
      'latest.at',
      'seat.title as by',
    ])
    .where('task.projectId', '=', projectId)
    .orderBy('task.dueOn')
    .orderBy(inNameOrder('task.title'))
    .execute()
}

/** Unfinished work of one community that is due by a day, in projects under way. */
export function listDue(db: TenantDb, communityId: string, by: string) {
  return selectActiveTasks(db)
    .innerJoin('project', 'project.id', 'task.projectId')
    .select(['project.title as project', 'project.slug'])
    .where('task.communityId', '=', communityId)
    .where('task.dueOn', '<=', by)
    .where('project.stage', 'in', ['running', 'closing'])
    .where(sql<boolean>`coalesce(latest.status, 'todo') <> 'done'`)
    .orderBy('task.dueOn')
    .limit(50)
    .execute()
}

function selectActiveTasks(db: TenantDb) {
  return db
    .selectFrom('projectTask as task')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('taskUpdate')
          .select(['number', 'status', 'progress', 'note', 'at', 'seatId'])
          .whereRef('taskUpdate.taskId', '=', 'task.id')
          .orderBy('number', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .select((eb) => [
      'task.id',
      'task.communityId',
      'task.milestoneId',
      'task.title',
      'task.dueOn',
      'task.revision',
      eb.fn.coalesce('latest.number', sql<number>`0`).as('number'),
      eb.fn.coalesce('latest.status', sql<'todo'>`'todo'`).as('status'),
      eb.fn.coalesce('latest.progress', sql<number>`0`).as('progress'),
    ])
}
