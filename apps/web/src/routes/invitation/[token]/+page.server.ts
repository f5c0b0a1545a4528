import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { beginSession } from '#lib/server/cookies.ts'
import type { Actions, PageServerLoad } from './$types'

/** A link that no longer works shows the reason and what to do. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer' })
  try {
    return { offer: await locals.bilin.invitations.read(params.token), over: null }
  } catch (error) {
    const refused = locals.refused(error)
    if (refused.status === 500) throw error
    return { offer: null, over: refused.sentence }
  }
}

export const actions: Actions = {
  newcomer: (event) =>
    answer(event, async (typed) => {
      const personId = await event.locals.bilin.invitations.acceptAsNewcomer(event.params.token, typed)
      await beginSession(event, personId)
      redirect(303, '/')
    }),
  accept: (event) =>
    answer(event, async () => {
      const person = await event.locals.person()
      if (person) await event.locals.bilin.invitations.acceptAs(event.params.token, person.id)
      redirect(303, '/')
    }),
}
