import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { Closing } from '@bilin/domain/projects/results'
import { redirect } from '@sveltejs/kit'
import { projectPath } from '../../addresses.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await locals.api.projects.one({ slug: params.project })),
  rules: fieldRules(Closing),
})

export const actions: Actions = {
  default: (event) =>
    submit(event, Closing, (api) => api.projects.close, {
      then: () => redirect(303, projectPath(event.params.tenant, event.params.project)),
    }),
}
