import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) => locals.api.projects.one({ slug: params.project })

export const actions: Actions = {
  report: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.projects.report(typed as never)
      return { told: String(typed.taskId) }
    }),
  start: (event) => answer(event, (typed) => event.locals.api.projects.start(typed as never)),
  windUp: (event) => answer(event, (typed) => event.locals.api.projects.windUp(typed as never)),
}
