import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { beginSession } from '#lib/server/cookies.ts'
import { readField } from '#lib/server/formFields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  if (await locals.person()) redirect(303, getNextAct(url))
  return locals.bilin.sessions.limits
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const personId = await event.locals.bilin.signIn({
        name: readField(typed, 'name'),
        password: readField(typed, 'password'),
        address: event.locals.address,
      })
      await beginSession(event, personId, readField(typed, 'ownDevice') === 'on')
      redirect(303, getNextAct(event.url))
    }),
}

/** Only paths of this site, to prevent open redirects. */
function getNextAct(url: URL) {
  const next = url.searchParams.get('next') ?? '/'
  return /^\/(?![/\\])/u.test(next) ? next : '/'
}
