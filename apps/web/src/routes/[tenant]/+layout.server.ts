import { redirect } from '@sveltejs/kit'
import { signInFrom } from '#lib/server/answer.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params, url }) => {
  if (!locals.person) redirect(303, signInFrom(url))
  const [here, doors] = await Promise.all([
    locals.at(params.tenant).tenants.here(),
    locals.bilin.listReachableTenants(locals.person.id),
  ])
  return { ...here, doors }
}
