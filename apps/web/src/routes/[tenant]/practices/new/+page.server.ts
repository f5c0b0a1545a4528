import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { writingAids } from '../editor/writing.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => writingAids(locals)

export const actions: Actions = {
  default: (event) =>
    answer(event, async ({ revision: _none, ...typed }) => {
      const { id } = await event.locals.api.practices.write(typed as never)
      redirect(303, `/${event.params.tenant}/practices/${id}`)
    }),
}
