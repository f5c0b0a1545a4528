/** A community answers a proposal: it joins or declines, and pledges what it brings. */
import { Declining, firstPledge, Joining, NewPledge, PledgeWithdrawal } from '@bilin/domain/projects/participation'
import { getUnit, type Pledge } from '@bilin/domain/projects/pledge'
import { projectMachine } from '@bilin/domain/projects/machine'
import { refuse } from '@bilin/domain/refusal'
import { assertAllowed } from '@bilin/domain/stages/machine'
import type { TenantDb } from '@bilin/db/tenant'
import { record } from '../../record.ts'
import { permitted } from '../../trpc.ts'
import { lockProject, isJoined } from './queries.ts'

export const participationProcedures = {
  join: permitted('projects.join')
    .input(Joining)
    .mutation(async ({ ctx: { db, seat }, input: { projectId, ...typed } }) => {
      assertAllowed(projectMachine, 'join', await lockProject(db, projectId))
      if (await isJoined(db, projectId, seat.actingTenantId)) refuse('conflict', 'projects.already_joined')
      await db
        .deleteFrom('projectDecline')
        .where('projectId', '=', projectId)
        .where('authorTenantId', '=', seat.actingTenantId)
        .execute()
      await db.insertInto('participation').values({ projectId }).execute()
      await record(db, 'projects.joined', projectId)
      const pledge = firstPledge(typed)
      if (pledge) await insertPledge(db, projectId, pledge)
    }),

  decline: permitted('projects.join')
    .input(Declining)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      assertAllowed(projectMachine, 'join', await lockProject(db, input.projectId))
      if (await isJoined(db, input.projectId, seat.actingTenantId)) refuse('conflict', 'projects.already_joined')
      await db.insertInto('projectDecline').values(input).execute()
      await record(db, 'projects.declined', input.projectId)
    }),

  pledge: permitted('projects.join')
    .input(NewPledge)
    .mutation(async ({ ctx: { db, seat }, input: { projectId, ...pledge } }) => {
      assertAllowed(projectMachine, 'pledge', await lockProject(db, projectId))
      if (!(await isJoined(db, projectId, seat.actingTenantId))) refuse('conflict', 'projects.join_first')
      return insertPledge(db, projectId, pledge)
    }),

  withdrawPledge: permitted('projects.join')
    .input(PledgeWithdrawal)
    .mutation(async ({ ctx: { db, seat, now }, input: { pledgeId } }) => {
      const pledge = await db
        .selectFrom('pledge')
        .select(['id', 'projectId', 'authorTenantId'])
        .where('id', '=', pledgeId)
        .executeTakeFirstOrThrow(() => refuse('not_found', 'projects.not_found'))
      if (pledge.authorTenantId !== seat.actingTenantId) refuse('forbidden', 'projects.not_your_pledge')
      assertAllowed(projectMachine, 'pledge', await lockProject(db, pledge.projectId))
      const { numUpdatedRows } = await db
        .updateTable('pledge')
        .set({ withdrawnAt: now })
        .where('id', '=', pledgeId)
        .where('withdrawnAt', 'is', null)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows === 0n) refuse('conflict', 'projects.pledge_withdrawn_already')
      await record(db, 'projects.pledge_withdrawn', pledgeId)
    }),
}

async function insertPledge(db: TenantDb, projectId: string, pledge: Pledge) {
  const made = await db
    .insertInto('pledge')
    .values({ ...pledge, projectId, unit: getUnit(pledge) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(db, 'projects.pledged', made.id, { kind: pledge.kind })
  return made
}
