import { redirect } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** The front door: to one's own tenant, to the operator's console, to signing in, or on the first run to founding. */
export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.person) redirect(303, (await locals.bilin.founding.isFounded()) ? '/sign-in' : '/first-run')
  const [first] = await locals.bilin.listReachableTenants(locals.person.id)
  redirect(303, first ? `/${first.ownSlug}` : locals.person.operator ? '/operator' : '/account')
}
