import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { beginSession } from '#lib/server/cookies.ts'
import { readField } from '#lib/server/formFields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.person) redirect(303, nextOf(url))
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const personId = await event.locals.bilin.signIn({
        name: readField(typed, 'name'),
        password: readField(typed, 'password'),
        address: event.locals.address,
      })
      await beginSession(event, personId)
      redirect(303, nextOf(event.url))
    }),
}

/** Only addresses of ours: a link that sends a person elsewhere after signing in is an old trick. */
function nextOf(url: URL) {
  const next = url.searchParams.get('next') ?? '/'
  return /^\/(?![/\\])/u.test(next) ? next : '/'
}
