import { error, redirect } from '@sveltejs/kit'
import { signInFrom } from '#lib/server/answer.ts'
import { m } from '@bilin/i18n'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, params, url }) => {
  // Its form was sent by somebody signed out by now: what was typed is shown once more.
  if (locals.unsent) error(401, m['app.session_ended'](), { unsent: locals.unsent })
  if (!locals.person) redirect(303, signInFrom(url))
  const [here, doors] = await Promise.all([
    locals.at(params.tenant).tenants.here(),
    locals.bilin.listReachableTenants(locals.person.id),
  ])
  return { ...here, doors }
}
