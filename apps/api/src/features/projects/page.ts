/** All that the page of one joint project shows. */
import type { TenantDb } from '@bilin/db/tenant'
import { stages } from '@bilin/domain/projects/stages'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { listAims } from './queries.ts'
import { listTasks } from './tasks.ts'

export async function showProject(db: TenantDb, slug: string) {
  const project = await getBySlug(db, slug)
  return {
    project,
    aims: await listAims(db, project.id),
    steps: await listSteps(db, project.id),
    participants: await listParticipants(db, project.id),
    declined: await listDeclined(db, project.id),
    pledges: await listPledges(db, project.id),
    milestones: await listMilestones(db, project.id),
    tasks: await listTasks(db, project.id),
    updates: await listUpdates(db, project.id),
  }
}

export function getBySlug(db: TenantDb, slug: string) {
  return db
    .selectFrom('project')
    .leftJoin('tenant as lead', 'lead.id', 'project.authorTenantId')
    .select([
      'project.id',
      'project.slug',
      'project.title',
      'project.aim',
      'project.why',
      'project.fromDay',
      'project.untilDay',
      'project.stage',
      'project.result',
      'project.revision',
      'project.authorTenantId as leadId',
      'lead.name as lead',
    ])
    .where('project.slug', '=', slug)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'projects.not_found'))
}

function listSteps(db: TenantDb, projectId: string) {
  return db
    .selectFrom('projectStep')
    .leftJoin('seat', 'seat.id', 'projectStep.seatId')
    .select(['projectStep.stage', 'projectStep.at', 'seat.title as by'])
    .where('projectStep.projectId', '=', projectId)
    .orderBy(sql`array_position(${sql.val(stages)}::text[], project_step.stage)`)
    .execute()
}

function listParticipants(db: TenantDb, projectId: string) {
  return db
    .selectFrom('participation')
    .leftJoin('tenant as community', 'community.id', 'participation.authorTenantId')
    .leftJoin('seat', 'seat.id', 'participation.seatId')
    .select([
      'participation.authorTenantId as communityId',
      'community.name as community',
      'participation.joinedAt',
      'seat.title as by',
    ])
    .where('participation.projectId', '=', projectId)
    .orderBy('participation.joinedAt')
    .orderBy('participation.id')
    .execute()
}

function listDeclined(db: TenantDb, projectId: string) {
  return db
    .selectFrom('projectDecline')
    .leftJoin('tenant as community', 'community.id', 'projectDecline.authorTenantId')
    .select(['projectDecline.authorTenantId as communityId', 'community.name as community', 'projectDecline.words'])
    .where('projectDecline.projectId', '=', projectId)
    .orderBy('projectDecline.declinedAt')
    .execute()
}

function listPledges(db: TenantDb, projectId: string) {
  return db
    .selectFrom('pledge')
    .select(['id', 'authorTenantId as communityId', 'kind', 'amount', 'unit', 'words', 'pledgedAt', 'withdrawnAt'])
    .where('projectId', '=', projectId)
    .orderBy('pledgedAt')
    .orderBy('id')
    .execute()
}

function listMilestones(db: TenantDb, projectId: string) {
  return db
    .selectFrom('milestone')
    .leftJoin('tenant as community', 'community.id', 'milestone.communityId')
    .select([
      'milestone.id',
      'milestone.authorTenantId',
      'milestone.communityId',
      'community.name as community',
      'milestone.title',
      'milestone.dueOn',
    ])
    .where('milestone.projectId', '=', projectId)
    .orderBy('milestone.dueOn')
    .orderBy('milestone.title')
    .execute()
}

/** The newest first; the rest are in the ledger. */
function listUpdates(db: TenantDb, projectId: string) {
  return db
    .selectFrom('taskUpdate')
    .innerJoin('projectTask as task', 'task.id', 'taskUpdate.taskId')
    .leftJoin('seat', 'seat.id', 'taskUpdate.seatId')
    .select([
      'taskUpdate.id',
      'taskUpdate.status',
      'taskUpdate.progress',
      'taskUpdate.note',
      'taskUpdate.at',
      'task.title',
      'seat.title as by',
    ])
    .where('task.projectId', '=', projectId)
    .orderBy('taskUpdate.at', 'desc')
    .orderBy('taskUpdate.number', 'desc')
    .limit(60)
    .execute()
}
