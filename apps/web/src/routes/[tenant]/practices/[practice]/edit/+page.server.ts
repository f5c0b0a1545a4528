import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { writingAids } from '../../editor/writing.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await writingAids(locals)),
  practice: await locals.api.practices.written({ practiceId: params.practice }),
})

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const practiceId = event.params.practice
      await event.locals.api.practices.change({ ...typed, practiceId } as never)
      redirect(303, `/${event.params.tenant}/practices/${practiceId}`)
    }),
}
