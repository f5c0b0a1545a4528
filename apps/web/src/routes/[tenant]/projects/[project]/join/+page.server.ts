import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) => locals.api.projects.one({ slug: params.project })

const back = ({ tenant, project }: { tenant: string; project: string }) =>
  `/${tenant}/projects/${encodeURIComponent(project)}`

export const actions: Actions = {
  join: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.projects.join(typed as never)
      redirect(303, back(event.params))
    }),
  decline: (event) =>
    answer(event, async ({ answer: _said, ...typed }) => {
      await event.locals.api.projects.decline(typed as never)
      redirect(303, back(event.params))
    }),
  pledge: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.projects.pledge(typed as never)
      return { pledged: true }
    }),
  withdraw: (event) => answer(event, (typed) => event.locals.api.projects.withdrawPledge(typed as never)),
}
