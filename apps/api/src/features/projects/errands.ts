/** Errands of projects. For a community: tasks that are due and proposals to answer. For the lead: the next step of a project. */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { addDays, type Day } from '@bilin/domain/calendar'
import { errandSource } from '../../rooms/errands/errandSource.ts'
import { listDue } from './tasks.ts'

/** A task becomes an errand of its community this many days before it is due. */
const SOON = 14

const isCommunity = ({ tenantKind, actingTenantKind }: Seat) =>
  tenantKind === 'alliance' && actingTenantKind === 'community'
const mayLead = (seat: Seat) => isCommunity(seat) || seat.actingTenantKind === 'alliance'

export const projectErrands = [
  errandSource({
    kind: 'projects.task',
    concerns: isCommunity,
    list: async ({ db, seat, today }) =>
      (await listDue(db, seat.actingTenantId, addDays(today, SOON))).map(({ id, title, project, slug, dueOn }) => ({
        id,
        title,
        about: project,
        path: `projects/${slug}#task-${id}`,
        due: dueOn,
      })),
  }),
  errandSource({
    kind: 'projects.proposal',
    concerns: isCommunity,
    list: async ({ db, seat }) =>
      (await listUnanswered(db, seat.actingTenantId)).map(({ id, slug, title }) => ({
        id,
        title,
        path: `projects/${slug}`,
      })),
  }),
  errandSource({
    kind: 'projects.step',
    concerns: mayLead,
    list: async ({ db, seat, today }) =>
      (await listSteps(db, seat, today)).map(({ id, slug, title, untilDay }) => ({
        id,
        title,
        path: `projects/${slug}`,
        due: untilDay,
      })),
  }),
]

function listUnanswered(db: TenantDb, actingTenantId: string) {
  return db
    .selectFrom('project')
    .select(['id', 'slug', 'title'])
    .where('stage', '=', 'proposed')
    .where(({ and, not, exists, selectFrom }) => {
      const joined = selectFrom('participation')
        .whereRef('participation.projectId', '=', 'project.id')
        .where('participation.authorTenantId', '=', actingTenantId)
      const declined = selectFrom('projectDecline')
        .whereRef('projectDecline.projectId', '=', 'project.id')
        .where('projectDecline.authorTenantId', '=', actingTenantId)
      return and([not(exists(joined)), not(exists(declined))])
    })
    .orderBy('fromDay')
    .limit(50)
    .execute()
}

/** Projects led by this member whose next step is due: to start, to wind up, or to close with results. */
function listSteps(db: TenantDb, seat: Seat, today: Day) {
  return db
    .selectFrom('project')
    .select(['id', 'slug', 'title', 'untilDay'])
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
