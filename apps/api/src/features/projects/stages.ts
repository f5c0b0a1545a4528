/** From the proposal to its close: what whoever leads may do. */
import { leads } from '@bilin/domain/projects/lead'
import { NewProject, ProjectChange, ProjectStep, slugOf } from '@bilin/domain/projects/project'
import { answered, Closing } from '@bilin/domain/projects/results'
import { nextStage, type Stage } from '@bilin/domain/projects/stages'
import { refuse } from '@bilin/domain/refusal'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { record } from '../../record.ts'
import { permitted } from '../../trpc.ts'
import { holdProject, listAims, assertStage, replaceAims, slugsLike, takeStep } from './queries.ts'

export const staged = {
  propose: permitted('projects.propose')
    .input(NewProject)
    .mutation(async ({ ctx: { db, seat }, input: { aims, ...typed } }) => {
      if (seat.tenantKind !== 'alliance') refuse('invalid', 'projects.only_in_an_alliance')
      const made = slugOf(typed.title)
      const slug = typed.slug ?? slugOf(typed.title, await slugsLike(db, made))
      const project = await db
        .insertInto('project')
        .values({ ...typed, slug })
        .returning(['id', 'slug'])
        .executeTakeFirstOrThrow()
      await replaceAims(db, project.id, aims)
      await takeStep(db, project.id, 'proposed')
      if (seat.actingTenantKind === 'community')
        await db.insertInto('participation').values({ projectId: project.id }).execute()
      await record(db, 'projects.proposed', project.id, { title: typed.title })
      return project
    }),

  change: permitted('projects.propose')
    .input(ProjectChange)
    .mutation(async ({ ctx: { db, seat }, input: { projectId, revision, aims, ...typed } }) => {
      const project = await held(db, seat, projectId)
      if (project.leadId !== seat.actingTenantId) refuse('forbidden', 'projects.not_your_proposal')
      assertStage(project, 'proposed', 'running')
      if (project.revision !== revision) refuse('conflict', 'projects.changed_meanwhile')
      await db
        .updateTable('project')
        .set({ ...typed, why: typed.why ?? null, revision: revision + 1 })
        .where('id', '=', projectId)
        .execute()
      await replaceAims(db, projectId, aims)
      await record(db, 'projects.changed', projectId, { title: typed.title })
      return { slug: project.slug }
    }),

  start: permitted('projects.plan')
    .input(ProjectStep)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      const project = await held(db, seat, input.projectId)
      assertStage(project, 'proposed')
      if (!(await isJoint(db, project))) refuse('conflict', 'projects.nobody_joined')
      return move(db, project, input.seen, 'projects.started')
    }),

  windUp: permitted('projects.plan')
    .input(ProjectStep)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      const project = await held(db, seat, input.projectId)
      assertStage(project, 'running')
      return move(db, project, input.seen, 'projects.winding_up')
    }),

  close: permitted('projects.close')
    .input(Closing)
    .mutation(async ({ ctx: { db, seat }, input }) => {
      const project = await held(db, seat, input.projectId)
      assertStage(project, 'closing')
      for (const { id: aimId, ...reached } of answered(await listAims(db, project.id), input.aims)) {
        await db.updateTable('projectAim').set(reached).where('id', '=', aimId).execute()
      }
      return move(db, project, input.seen, 'projects.closed', { result: input.result })
    }),
}

/** The project held alone, for somebody who leads it. */
async function held(db: TenantDb, seat: Seat, projectId: string) {
  const project = await holdProject(db, projectId, { alone: true })
  if (!leads(seat, project)) refuse('forbidden', 'projects.not_the_lead')
  return project
}

type Move = 'projects.started' | 'projects.winding_up' | 'projects.closed'

async function move(
  db: TenantDb,
  project: { id: string; stage: Stage; title: string },
  seen: Stage,
  event: Move,
  rest: { result?: string } = {},
) {
  const stage = nextStage(project.stage, seen)
  await db
    .updateTable('project')
    .set({ stage, ...rest })
    .where('id', '=', project.id)
    .execute()
  await takeStep(db, project.id, stage)
  await record(db, event, project.id, { title: project.title })
  return { stage }
}

/** Joint is two at least: the lead and somebody else, or two under the alliance's lead. */
async function isJoint(db: TenantDb, project: { id: string; leadId: string }): Promise<boolean> {
  const joined = await db
    .selectFrom('participation')
    .select('authorTenantId')
    .where('projectId', '=', project.id)
    .execute()
  return joined.length >= 2
}
