import { error, redirect } from '@sveltejs/kit'
import { m } from '@bilin/i18n'
import { signInFrom } from '#lib/server/answer.ts'
import type { LayoutServerLoad } from './$types'

/** Not found for everybody but the operator; the database refuses them too. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
  if (locals.unsent) error(401, m['app.session_ended'](), { unsent: locals.unsent })
  const person = await locals.person()
  if (!person) redirect(303, signInFrom(url))
  if (!person.operator) error(404, m['app.status_404']())
}
