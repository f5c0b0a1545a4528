import { readListing } from '#lib/list/address.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { NewTenant, TenantListing } from '@bilin/domain/tenants/registry'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = readListing(TenantListing, url)
  return { ...(await locals.api.operator.tenants(asked)), asked, rules: fieldRules(NewTenant) }
}

export const actions: Actions = {
  add: (event) =>
    submit(event, NewTenant, (api) => api.operator.addTenant, { then: ({ id }) => redirect(303, `/operator/${id}`) }),
}
