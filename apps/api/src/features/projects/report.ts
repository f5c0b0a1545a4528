import { nextUpdateNumber, progressAfter, Report } from '@bilin/domain/projects/report'
import { answersFor } from '@bilin/domain/projects/lead'
import { projectMachine } from '@bilin/domain/projects/machine'
import { refuse } from '@bilin/domain/refusal'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../record.ts'
import { permitted } from '../../trpc.ts'
import { lockProject } from './queries.ts'
import { getTask } from './tasks.ts'

export const reportProcedures = {
  report: permitted('projects.report')
    .input(Report)
    .mutation(async ({ ctx: { db, seat }, input: { taskId, seen, status, progress, note } }) => {
      const task = await getTask(db, taskId)
      const project = await lockProject(db, task.projectId)
      if (!answersFor(seat, project, task.communityId)) refuse('forbidden', 'projects.not_your_task')
      assertAllowed(projectMachine, 'report', project)
      const update = {
        taskId,
        number: nextUpdateNumber(task.number, seen),
        status,
        progress: progressAfter(status, progress, task.progress),
        note,
      }
      await db.insertInto('taskUpdate').values(update).execute()
      await record(db, 'projects.task_updated', taskId, { status, progress: update.progress })
      return { status, progress: update.progress, number: update.number }
    }),
}
