import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { MilestoneRemoval, NewMilestone, NewTask, TaskChange, TaskRemoval } from '@bilin/domain/projects/plan'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await locals.api.projects.one({ slug: params.project })),
  rules: {
    addMilestone: fieldRules(NewMilestone),
    addTask: fieldRules(NewTask),
    changeTask: fieldRules(TaskChange),
    removeTask: fieldRules(TaskRemoval),
    removeMilestone: fieldRules(MilestoneRemoval),
  },
})

export const actions: Actions = {
  addMilestone: (event) => submit(event, NewMilestone, (api) => api.projects.addMilestone),
  addTask: (event) => submit(event, NewTask, (api) => api.projects.addTask),
  changeTask: (event) => submit(event, TaskChange, (api) => api.projects.changeTask),
  removeTask: (event) => submit(event, TaskRemoval, (api) => api.projects.removeTask),
  removeMilestone: (event) => submit(event, MilestoneRemoval, (api) => api.projects.removeMilestone),
}
