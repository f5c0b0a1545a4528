import { projectMachine } from '@bilin/domain/projects/machine'
import { createMove } from '../../rooms/stages/createMove.ts'
import { holdProject, takeStep } from './queries.ts'

export const moveProject = createMove(projectMachine, {
  lock: ({ db }, projectId) => holdProject(db, projectId, { alone: true }),
  async write({ db }, { id }, stage) {
    await db.updateTable('project').set({ stage }).where('id', '=', id).execute()
    await takeStep(db, id, stage)
  },
})
