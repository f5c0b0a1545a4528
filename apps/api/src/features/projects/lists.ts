/** Projects side by side. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import type { Stage } from '@bilin/domain/projects/stages'
import { sql } from 'kysely'

export const sorts = ['newest', 'until', 'title'] as const
export type ProjectFilter = { stage?: Stage; mine: boolean; sort: (typeof sorts)[number] }

export function listProjects(db: TenantDb, actingTenantId: string, today: Day, { stage, mine, sort }: ProjectFilter) {
  return db
    .selectFrom('project')
    .leftJoin('tenant as lead', 'lead.id', 'project.authorTenantId')
    .innerJoinLateral(
      () => partsFor(actingTenantId),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      () => workBy(today),
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

/** How many there are at each stage, for the filters. */
export async function countStages(db: TenantDb): Promise<Partial<Record<Stage, number>>> {
  const rows = await db
    .selectFrom('project')
    .select(['stage', sql<number>`count(*)::int`.as('count')])
    .groupBy('stage')
    .execute()
  return Object.fromEntries(rows.map(({ stage, count }) => [stage, count]))
}

const partsFor = (actingTenantId: string) =>
  sql<{ communities: number; joined: boolean }>`(
    select count(*)::int as communities, coalesce(bool_or(p.author_tenant_id = ${actingTenantId}), false) as joined
      from participation p
     where p.tenant_id = project.tenant_id and p.project_id = project.id)`.as<'parts'>(sql.ref('parts'))

const workBy = (today: Day) =>
  sql<{ tasks: number; done: number; late: number; progress: number }>`(
    select count(*)::int as tasks,
           (count(*) filter (where latest.status = 'done'))::int as done,
           (count(*) filter (where task.due_on < ${today}::date and latest.status is distinct from 'done'))::int as late,
           coalesce(round(avg(coalesce(latest.progress, 0))), 0)::int as progress
      from project_task task
      left join lateral (select status, progress from task_update u
        where u.tenant_id = task.tenant_id and u.task_id = task.id order by number desc limit 1) latest on true
     where task.tenant_id = project.tenant_id and task.project_id = project.id)`.as<'work'>(sql.ref('work'))
