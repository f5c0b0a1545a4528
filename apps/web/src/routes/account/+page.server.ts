import { redirect } from '@sveltejs/kit'
import { answer, signInFrom } from '#lib/server/answer.ts'
import { beginSession } from '#lib/server/cookies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  if (!(await locals.person())) redirect(303, signInFrom(url))
  const reachable = await locals.api.tenants.reachable()
  return {
    seats: reachable.filter(({ slug, ownSlug }) => slug === ownSlug),
    preferred: cookies.get('bilin_seat') ?? null,
  }
}

export const actions: Actions = {
  password: (event) =>
    answer(event, async (typed) => {
      const person = await event.locals.person()
      if (!person) redirect(303, signInFrom(event.url))
      await event.locals.bilin.changePassword(person.id, typed)
      await beginSession(event, person.id)
      return { changed: true }
    }),
}
