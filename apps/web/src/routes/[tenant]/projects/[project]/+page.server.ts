import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { ProjectStep } from '@bilin/domain/projects/project'
import { Report } from '@bilin/domain/projects/report'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await locals.api.projects.one({ slug: params.project })),
  rules: { step: fieldRules(ProjectStep), report: fieldRules(Report) },
})

export const actions: Actions = {
  report: (event) => submit(event, Report, (api) => api.projects.report),
  start: (event) => submit(event, ProjectStep, (api) => api.projects.start),
  windUp: (event) => submit(event, ProjectStep, (api) => api.projects.windUp),
}
