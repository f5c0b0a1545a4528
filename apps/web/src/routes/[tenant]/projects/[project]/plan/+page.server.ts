import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) => locals.api.projects.one({ slug: params.project })

export const actions: Actions = {
  addMilestone: (event) =>
    answer(event, async ({ adding: _kind, ...typed }) => {
      await event.locals.api.projects.addMilestone(typed as never)
      return { added: 'milestone' }
    }),
  addTask: (event) =>
    answer(event, async ({ adding: _kind, ...typed }) => {
      await event.locals.api.projects.addTask(typed as never)
      return { added: 'task' }
    }),
  changeTask: (event) => answer(event, (typed) => event.locals.api.projects.changeTask(typed as never)),
  removeTask: (event) => answer(event, (typed) => event.locals.api.projects.removeTask(typed as never)),
  removeMilestone: (event) => answer(event, (typed) => event.locals.api.projects.removeMilestone(typed as never)),
}
