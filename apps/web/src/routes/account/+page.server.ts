import { redirect } from '@sveltejs/kit'
import { answer, signInFrom } from '#lib/server/answer.ts'
import { beginSession } from '#lib/server/cookies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  if (!locals.person) redirect(303, signInFrom(url))
  const doors = await locals.bilin.listReachableTenants(locals.person.id)
  return {
    seats: doors.filter(({ slug, ownSlug }) => slug === ownSlug),
    preferred: cookies.get('bilin_seat') ?? null,
  }
}

export const actions: Actions = {
  password: (event) =>
    answer(event, async (typed) => {
      if (!event.locals.person) redirect(303, signInFrom(event.url))
      await event.locals.bilin.changePassword(event.locals.person.id, typed)
      await beginSession(event, event.locals.person.id)
      return { changed: true }
    }),
}
