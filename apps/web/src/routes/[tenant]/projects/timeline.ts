/** Milestones and tasks of all communities, for the timeline. */
import { milestoneDueStatus, dueStatus, type DueStatus } from '@bilin/domain/projects/progress'
import { m } from '@bilin/i18n'
import type { MilestoneMark } from '@bilin/ui/timeline/timelines'
import { formatName, dueStatusTones, dueStatusWords, type ProjectPage } from './words.ts'

export function listMarks({ participants, milestones, tasks, today }: ProjectPage): MilestoneMark[] {
  return participants.flatMap(({ communityId, community }) => {
    const group = formatName(community)
    const marks = [
      ...milestones
        .filter((milestone) => milestone.communityId === communityId)
        .map(({ id, title, dueOn }) => {
          const within = tasks.filter(({ milestoneId }) => milestoneId === id)
          return mark(group, m['projects.milestone_mark']({ title }), dueOn, milestoneDueStatus(dueOn, within, today))
        }),
      ...tasks
        .filter((task) => task.communityId === communityId)
        .map((task) => ({
          ...mark(group, task.title, task.dueOn, dueStatus(task, today)),
          href: `#task-${task.id}`,
        })),
    ]
    return marks.sort((a, b) => a.due.localeCompare(b.due))
  })
}

const mark = (group: string, label: string, due: string, status: DueStatus): MilestoneMark => ({
  group,
  label,
  due,
  tone: dueStatusTones[status],
  state: dueStatusWords[status](),
})
