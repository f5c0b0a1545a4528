/** The lead's procedures, from the proposal to the close of a project. */
import { leads } from '@bilin/domain/projects/lead'
import { projectMachine } from '@bilin/domain/projects/machine'
import { NewProject, ProjectChange, ProjectStep, makeSlug } from '@bilin/domain/projects/project'
import { answered, Closing } from '@bilin/domain/projects/results'
import { refuse } from '@bilin/domain/refusal'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../record.ts'
import { insertStep } from '../../rooms/history/steps.ts'
import { permitted } from '../../trpc.ts'
import { moveProject } from './move.ts'
import { countJoined, lockProject, selectAims, updateAims, listSimilarSlugs } from './queries.ts'

export const staged = {
  propose: permitted('projects.propose')
    .input(NewProject)
    .mutation(async ({ ctx: { db, seat }, input: { aims, ...typed } }) => {
      if (seat.tenantKind !== 'alliance') refuse('invalid', 'projects.only_in_an_alliance')
      const made = makeSlug(typed.title)
      const slug = typed.slug ?? makeSlug(typed.title, await listSimilarSlugs(db, made))
      const project = await db
        .insertInto('project')
        .values({ ...typed, slug })
        .returning(['id', 'slug'])
        .executeTakeFirstOrThrow()
      await updateAims(db, project.id, aims)
      await insertStep(db, 'projectStep', project.id, { from: null, to: 'proposed' })
      if (seat.actingTenantKind === 'community')
        await db.insertInto('participation').values({ projectId: project.id }).execute()
      await record(db, 'projects.proposed', project.id, { title: typed.title })
      return project
    }),

  change: permitted('projects.propose')
    .input(ProjectChange)
    .mutation(async ({ ctx: { db, seat }, input: { projectId, revision, aims, ...typed } }) => {
      const project = await lockProject(db, projectId, { alone: true })
      if (!leads(seat, project)) refuse('forbidden', 'projects.not_the_lead')
      if (project.leadId !== seat.actingTenantId) refuse('forbidden', 'projects.not_your_proposal')
      assertAllowed(projectMachine, 'change', project)
      if (project.revision !== revision) refuse('conflict', 'projects.changed_meanwhile')
      await db
        .updateTable('project')
        .set({ ...typed, why: typed.why ?? null, revision: revision + 1 })
        .where('id', '=', projectId)
        .execute()
      await updateAims(db, projectId, aims)
      await record(db, 'projects.changed', projectId, { title: typed.title })
      return { slug: project.slug }
    }),

  start: permitted(projectMachine.moves.start.may)
    .input(ProjectStep)
    .mutation(({ ctx, input: { projectId, seen } }) =>
      moveProject(ctx, 'start', { id: projectId, seen }, async ({ title }, check) => {
        check({ joined: await countJoined(ctx.db, projectId) })
        return { title }
      }),
    ),

  windUp: permitted(projectMachine.moves.windUp.may)
    .input(ProjectStep)
    .mutation(({ ctx, input: { projectId, seen } }) =>
      moveProject(ctx, 'windUp', { id: projectId, seen }, async ({ title }) => ({ title })),
    ),

  close: permitted(projectMachine.moves.close.may)
    .input(Closing)
    .mutation(({ ctx: { db, seat, now }, input: { projectId, seen, result, aims } }) =>
      moveProject({ db, seat, now }, 'close', { id: projectId, seen }, async ({ title }) => {
        for (const { id: aimId, ...reached } of answered(await selectAims(db, projectId).execute(), aims)) {
          await db.updateTable('projectAim').set(reached).where('id', '=', aimId).execute()
        }
        await db.updateTable('project').set({ result }).where('id', '=', projectId).execute()
        return { title }
      }),
    ),
}
