import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { NewTenant } from '@bilin/domain/tenants/registry'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  tenants: await locals.api.operator.tenants(),
  rules: fieldRules(NewTenant),
})

export const actions: Actions = {
  add: (event) =>
    submit(event, NewTenant, (api) => api.operator.addTenant, { then: ({ id }) => redirect(303, `/operator/${id}`) }),
}
