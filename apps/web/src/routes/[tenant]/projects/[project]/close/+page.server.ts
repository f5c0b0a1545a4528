import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) => locals.api.projects.one({ slug: params.project })

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.projects.close(typed as never)
      redirect(303, `/${event.params.tenant}/projects/${encodeURIComponent(event.params.project)}`)
    }),
}
