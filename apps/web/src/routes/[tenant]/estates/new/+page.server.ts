import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import type { Actions } from './$types'

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const { id } = await event.locals.api.estates.add(typed as never)
      redirect(303, `/${event.params.tenant}/estates/${id}?added`)
    }),
}
