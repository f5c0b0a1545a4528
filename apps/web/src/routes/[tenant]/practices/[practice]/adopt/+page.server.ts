import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  practice: await locals.api.practices.shared({ practiceId: params.practice }),
})

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const practiceId = event.params.practice
      await event.locals.api.practices.adopt({ ...typed, practiceId } as never)
      redirect(303, `/${event.params.tenant}/practices/${practiceId}`)
    }),
}
