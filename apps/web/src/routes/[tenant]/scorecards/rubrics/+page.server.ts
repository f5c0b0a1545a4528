import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({ rubrics: await locals.api.scorecards.rubrics.list() })

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const { rubricId } = await event.locals.api.scorecards.rubrics.add(typed as never)
      redirect(303, `/${event.params.tenant}/scorecards/rubrics/${rubricId}`)
    }),
}
