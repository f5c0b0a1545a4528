import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** Redirects to the person's own tenant, the operator's console, sign-in or the first run. */
export const load: PageServerLoad = async ({ locals }) => {
  const person = await locals.person()
  if (!person) redirect(303, (await locals.bilin.firstRun.isFounded()) ? '/sign-in' : '/first-run')
  const [first] = await locals.api.tenants.reachable()
  redirect(303, first ? `/${first.ownSlug}` : person.operator ? '/operator' : '/account')
}
