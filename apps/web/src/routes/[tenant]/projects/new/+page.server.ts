import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { permit } from '@bilin/domain/permissions'
import { NewProject } from '@bilin/domain/projects/project'
import { redirect } from '@sveltejs/kit'
import { projectPath } from '../addresses.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ parent }) => {
  const { seat } = await parent()
  permit(seat.role, 'projects.propose')
  return { rules: fieldRules(NewProject) }
}

export const actions: Actions = {
  default: (event) =>
    submit(event, NewProject, (api) => api.projects.propose, {
      then: ({ slug }) => redirect(303, projectPath(event.params.tenant, slug)),
    }),
}
