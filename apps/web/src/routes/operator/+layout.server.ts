import { error, redirect } from '@sveltejs/kit'
import { m } from '@bilin/i18n'
import { signInFrom } from '#lib/server/answer.ts'
import type { LayoutServerLoad } from './$types'

/** Not there for anybody else; the database refuses them too. */
export const load: LayoutServerLoad = ({ locals, url }) => {
  if (locals.unsent) error(401, m['app.session_ended'](), { unsent: locals.unsent })
  if (!locals.person) redirect(303, signInFrom(url))
  if (!locals.person.operator) error(404, m['app.status_404']())
}
