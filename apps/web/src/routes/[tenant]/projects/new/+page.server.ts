import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import { permit } from '@bilin/domain/permissions'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ parent }) => {
  const { seat } = await parent()
  permit(seat.role, 'projects.propose')
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const { slug } = await event.locals.api.projects.propose(typed as never)
      redirect(303, `/${event.params.tenant}/projects/${encodeURIComponent(slug)}`)
    }),
}
