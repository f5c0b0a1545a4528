/** Projects side by side: the list, and what waits for whoever asks. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { addDays, type Day } from '@bilin/domain/calendar'
import type { Stage } from '@bilin/domain/projects/stages'
import { sql } from 'kysely'
import { listDue } from './tasks.ts'

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

/** For a community's or the coordinator's home: work due, proposals to answer, and steps to take. */
export async function listWaiting(db: TenantDb, seat: Seat, today: Day) {
  const isCommunity = seat.actingTenantKind === 'community'
  return {
    today,
    tasks: isCommunity ? await listDue(db, seat.actingTenantId, addDays(today, 14)) : [],
    proposals: isCommunity ? await listUnanswered(db, seat.actingTenantId) : [],
    steps: await listSteps(db, seat, today),
  }
}

function listUnanswered(db: TenantDb, actingTenantId: string) {
  return db
    .selectFrom('project')
    .leftJoin('tenant as lead', 'lead.id', 'project.authorTenantId')
    .select(['project.id', 'project.slug', 'project.title', 'project.fromDay', 'lead.name as lead'])
    .where('project.stage', '=', 'proposed')
    .where(unanswered('participation', actingTenantId))
    .where(unanswered('project_decline', actingTenantId))
    .orderBy('project.fromDay')
    .limit(50)
    .execute()
}

/** Projects one leads whose day has come: to be started, wound up, or closed with their results. */
function listSteps(db: TenantDb, seat: Seat, today: Day) {
  return db
    .selectFrom('project')
    .select(['id', 'slug', 'title', 'stage', 'fromDay', 'untilDay'])
    .where('authorTenantId', '=', seat.actingTenantId)
    .where((eb) =>
      eb.or([
        eb.and([eb('stage', '=', 'proposed'), eb('fromDay', '<=', today)]),
        eb.and([eb('stage', '=', 'running'), eb('untilDay', '<', today)]),
        eb('stage', '=', 'closing'),
      ]),
    )
    .orderBy('untilDay')
    .limit(50)
    .execute()
}

const unanswered = (answers: 'participation' | 'project_decline', actingTenantId: string) => sql<boolean>`
  not exists (select from ${sql.table(answers)} answer
    where answer.tenant_id = project.tenant_id and answer.project_id = project.id and answer.author_tenant_id = ${actingTenantId})`

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
