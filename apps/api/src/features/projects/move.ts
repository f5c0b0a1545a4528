import { projectMachine } from '@bilin/domain/projects/machine'
import { createMove } from '../../rooms/stages/createMove.ts'
import { lockProject } from './queries.ts'

export const moveProject = createMove(projectMachine, {
  lock: ({ db }, projectId) => lockProject(db, projectId, { alone: true }),
  async write({ db }, { id }, stage) {
    await db.updateTable('project').set({ stage }).where('id', '=', id).execute()
  },
  steps: 'projectStep',
})
