import { error, redirect } from '@sveltejs/kit'
import { signInFrom } from '#lib/server/answer.ts'
import { m } from '@bilin/i18n'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ locals, url }) => {
  // A form was sent after its session had ended: the page shows what was typed.
  if (locals.unsent) error(401, m['app.session_ended'](), { unsent: locals.unsent })
  try {
    return await locals.here()
  } catch (thrown) {
    if (locals.refused(thrown).status === 401) redirect(303, signInFrom(url))
    throw thrown
  }
}
