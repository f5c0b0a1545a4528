import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { ProjectChange } from '@bilin/domain/projects/project'
import { redirect } from '@sveltejs/kit'
import { projectPath } from '../../addresses.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await locals.api.projects.one({ slug: params.project })),
  rules: fieldRules(ProjectChange),
})

export const actions: Actions = {
  default: (event) =>
    submit(event, ProjectChange, (api) => api.projects.change, {
      then: ({ slug }) => redirect(303, projectPath(event.params.tenant, slug)),
    }),
}
