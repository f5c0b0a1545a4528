import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { beginSession } from '#lib/server/cookies.ts'
import type { Actions, PageServerLoad } from './$types'

/** A link that no longer works shows the reason and what to do. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer' })
  try {
    return { link: await locals.bilin.passwordLinks.read(params.token), over: null }
  } catch (error) {
    const refused = locals.refused(error)
    if (refused.status === 500) throw error
    return { link: null, over: refused.sentence }
  }
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const personId = await event.locals.bilin.passwordLinks.setPassword(event.params.token, typed)
      await beginSession(event, personId)
      redirect(303, '/')
    }),
}
