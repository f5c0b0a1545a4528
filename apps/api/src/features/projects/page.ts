/** All that the page of one joint project shows. */
import type { TenantDb } from '@bilin/db/tenant'
import { projectMachine } from '@bilin/domain/projects/machine'
import { refuse } from '@bilin/domain/refusal'
import { selectSteps, toSteps } from '../../rooms/history/steps.ts'
import { readTogether } from '../../rooms/together.ts'
import { selectAims } from './queries.ts'
import { listTasks } from './tasks.ts'
import { inNameOrder } from '../../rooms/nameOrder.ts'

export async function showProject(db: TenantDb, slug: string) {
  const project = await getBySlug(db, slug)
  const [{ steps, ...beside }, tasks] = await Promise.all([
    readTogether(db, {
      aims: selectAims(db, project.id),
      steps: selectSteps(db, 'projectStep', project.id),
      participants: selectParticipants(db, project.id),
      declined: selectDeclined(db, project.id),
      pledges: selectPledges(db, project.id),
      milestones: selectMilestones(db, project.id),
      updates: selectUpdates(db, project.id),
    }),
    listTasks(db, project.id),
  ])
  return { project, ...beside, steps: toSteps(projectMachine, steps), tasks }
}

export function getBySlug(db: TenantDb, slug: string) {
  return db
    .selectFrom('project')
    .leftJoin('neighbour as lead', 'lead.id', 'project.authorTenantId')
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

const selectParticipants = (db: TenantDb, projectId: string) =>
  db
    .selectFrom('participation')
    .leftJoin('neighbour as community', 'community.id', 'participation.authorTenantId')
    .leftJoin('neighbourSeat as seat', 'seat.id', 'participation.seatId')
    .select([
      'participation.authorTenantId as communityId',
      'community.name as community',
      'participation.joinedAt',
      'seat.title as by',
    ])
    .where('participation.projectId', '=', projectId)
    .orderBy('participation.joinedAt')
    .orderBy('participation.id')

const selectDeclined = (db: TenantDb, projectId: string) =>
  db
    .selectFrom('projectDecline')
    .leftJoin('neighbour as community', 'community.id', 'projectDecline.authorTenantId')
    .select(['projectDecline.authorTenantId as communityId', 'community.name as community', 'projectDecline.words'])
    .where('projectDecline.projectId', '=', projectId)
    .orderBy('projectDecline.declinedAt')

const selectPledges = (db: TenantDb, projectId: string) =>
  db
    .selectFrom('pledge')
    .select(['id', 'authorTenantId as communityId', 'kind', 'amount', 'unit', 'words', 'pledgedAt', 'withdrawnAt'])
    .where('projectId', '=', projectId)
    .orderBy('pledgedAt')
    .orderBy('id')

const selectMilestones = (db: TenantDb, projectId: string) =>
  db
    .selectFrom('milestone')
    .leftJoin('neighbour as community', 'community.id', 'milestone.communityId')
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
    .orderBy(inNameOrder('milestone.title'))

/** The newest updates; the Excel file has all of them. */
const selectUpdates = (db: TenantDb, projectId: string) =>
  db
    .selectFrom('taskUpdate')
    .innerJoin('projectTask as task', 'task.id', 'taskUpdate.taskId')
    .leftJoin('neighbourSeat as seat', 'seat.id', 'taskUpdate.seatId')
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
