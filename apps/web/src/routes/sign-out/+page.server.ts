import { redirect } from '@sveltejs/kit'
import { endSession } from '#lib/server/cookies.ts'
import { readForm } from '#lib/server/formBody.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => redirect(303, '/')

export const actions: Actions = {
  default: async (event) => {
    const everywhere = (await readForm(event.request)).has('everywhere')
    const person = everywhere ? await event.locals.person() : null
    if (person) await event.locals.bilin.sessions.endEverywhere(person.id)
    await endSession(event)
    redirect(303, '/sign-in')
  },
}
