/** The tasks of a project, as a workbook. */
import { dueStatus } from '@bilin/domain/projects/progress'
import type { Day } from '@bilin/domain/calendar'
import { toDay } from '@bilin/domain/calendar'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { Sheet } from '@bilin/sheets/sheet'
import { makeSheet } from '../../thread/sheets.ts'
import { downloadSheet } from '../../rooms/files/download.ts'
import type { Task } from './tasks.ts'

type Project = { title: string; lead: string | null }

export async function downloadTasks(project: Project, tasks: readonly Task[], today: Day, locale: Locale) {
  const word = (key: string, params = {}) => say(key, params, locale)
  const sheet: Sheet = {
    title: word('projects.sheet'),
    columns: [
      { key: 'community', header: word('projects.field.community'), kind: 'text' },
      { key: 'milestone', header: word('projects.field.milestone'), kind: 'text' },
      { key: 'title', header: word('projects.field.task'), kind: 'text' },
      { key: 'dueOn', header: word('projects.field.due_on'), kind: 'day' },
      { key: 'status', header: word('projects.field.status'), kind: 'text' },
      { key: 'progress', header: word('projects.field.progress'), kind: 'whole' },
      { key: 'note', header: word('projects.field.note'), kind: 'text' },
      { key: 'by', header: word('projects.field.by'), kind: 'text' },
      { key: 'at', header: word('projects.field.at'), kind: 'day' },
    ],
  }
  const rows = tasks.map((task) => ({
    community: task.community,
    milestone: task.milestone,
    title: task.title,
    dueOn: task.dueOn,
    status: word(`projects.status.${dueStatus(task, today)}`),
    progress: task.progress,
    note: task.note,
    by: task.by,
    at: task.at && toDay(new Date(task.at)),
  }))
  const title = word('projects.sheet_of', { title: project.title })
  const bytes = await makeSheet(sheet, rows, {
    title,
    notes: [word('projects.sheet_note', { lead: project.lead ?? '', day: today })],
  })
  return downloadSheet(title, bytes)
}
