import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { beginSession } from '#lib/server/cookies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  if (await locals.bilin.firstRun.isFounded()) redirect(303, '/')
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      await beginSession(event, await event.locals.bilin.firstRun.found(typed))
      redirect(303, '/operator')
    }),
}
