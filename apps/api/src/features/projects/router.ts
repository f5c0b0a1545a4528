import { choice, line, tick } from '@bilin/domain/fields'
import { projectStages } from '@bilin/domain/projects/stages'
import { z } from 'zod'
import { member, router } from '../../trpc.ts'
import { participationProcedures } from './participation.ts'
import { downloadTasks } from './sheet.ts'
import { countStages, listProjects, sorts } from './lists.ts'
import { getBySlug, showProject } from './page.ts'
import { projectPlanProcedures } from './plan.ts'
import { reportProcedures } from './report.ts'
import { staged } from './stages.ts'
import { listTasks } from './tasks.ts'

const ProjectFilter = z.strictObject({
  stage: choice(projectStages).optional().catch(undefined),
  mine: tick().default(false),
  sort: choice(sorts).default('newest').catch('newest'),
})
const One = z.strictObject({ slug: line(60) })

export const projects = router({
  list: member.input(ProjectFilter).query(async ({ ctx, input }) => ({
    projects: await listProjects(ctx.db, ctx.seat.actingTenantId, ctx.today, input),
    counts: await countStages(ctx.db),
  })),

  one: member.input(One).query(async ({ ctx, input }) => ({
    today: ctx.today,
    ...(await showProject(ctx.db, input.slug)),
  })),

  sheet: member.input(One).query(async ({ ctx, input }) => {
    const project = await getBySlug(ctx.db, input.slug)
    return downloadTasks(project, await listTasks(ctx.db, project.id), ctx.today, ctx.locale)
  }),

  ...staged,
  ...participationProcedures,
  ...projectPlanProcedures,
  ...reportProcedures,
})
