import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import type { Actions } from './$types'

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.estates.change({ ...typed, estateId: event.params.estate } as never)
      redirect(303, `/${event.params.tenant}/estates/${event.params.estate}?saved`)
    }),
}
