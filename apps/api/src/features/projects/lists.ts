/** The list of projects. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import type { ProjectStage } from '@bilin/domain/projects/stages'
import { sql } from 'kysely'

export const sorts = ['newest', 'until', 'title'] as const
export type ProjectFilter = { stage?: ProjectStage; mine: boolean; sort: (typeof sorts)[number] }

export function listProjects(db: TenantDb, actingTenantId: string, today: Day, { stage, mine, sort }: ProjectFilter) {
  return db
    .selectFrom('project')
    .leftJoin('neighbour as lead', 'lead.id', 'project.authorTenantId')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('participation as p')
          .select((p) => [
            sql<number>`count(*)::int`.as('communities'),
            p.fn
              .coalesce(p.fn.agg<boolean>('bool_or', [p('p.authorTenantId', '=', actingTenantId)]), p.lit(false))
              .as('joined'),
          ])
          .whereRef('p.projectId', '=', 'project.id')
          .as('parts'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('projectTask as task')
          .leftJoinLateral(
            (task) =>
              task
                .selectFrom('taskUpdate as u')
                .select(['u.status', 'u.progress'])
                .whereRef('u.taskId', '=', 'task.id')
                .orderBy('u.number', 'desc')
                .limit(1)
                .as('latest'),
            (join) => join.onTrue(),
          )
          .select(workBy(today))
          .whereRef('task.projectId', '=', 'project.id')
          .as('work'),
      (join) => join.onTrue(),
    )
    .select([
      'project.id',
      'project.slug',
      'project.title',
      'project.stage',
      'project.fromDay',
      'project.untilDay',
      'lead.name as lead',
      'parts.communities',
      'parts.joined',
      'work.tasks',
      'work.done',
      'work.late',
      'work.progress',
    ])
    .$if(stage !== undefined, (list) => list.where('project.stage', '=', stage!))
    .$if(mine, (list) =>
      list.where((eb) => eb.or([eb('project.authorTenantId', '=', actingTenantId), eb('parts.joined', '=', true)])),
    )
    .orderBy(
      sort === 'title' ? 'project.title' : sort === 'until' ? 'project.untilDay' : 'project.fromDay',
      sort === 'newest' ? 'desc' : 'asc',
    )
    .orderBy('project.id')
    .limit(200)
    .execute()
}

/** The number of projects at each stage, for the filters. */
export async function countStages(db: TenantDb): Promise<Partial<Record<ProjectStage, number>>> {
  const rows = await db
    .selectFrom('project')
    .select(['stage', sql<number>`count(*)::int`.as('count')])
    .groupBy('stage')
    .execute()
  return Object.fromEntries(rows.map(({ stage, count }) => [stage, count]))
}

/** The number of a project's tasks by status, each by its latest update. */
const workBy = (today: Day) =>
  [
    sql<number>`count(*)::int`.as('tasks'),
    sql<number>`(count(*) filter (where latest.status = 'done'))::int`.as('done'),
    sql<number>`(count(*) filter (where task.due_on < ${today}::date and latest.status is distinct from 'done'))::int`.as(
      'late',
    ),
    sql<number>`coalesce(round(avg(coalesce(latest.progress, 0))), 0)::int`.as('progress'),
  ] as const
