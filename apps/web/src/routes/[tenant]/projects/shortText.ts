/** A project as short text for a chat. */
import { overall, dueStatus } from '@bilin/domain/projects/progress'
import { m } from '@bilin/i18n'
import { formatName, formatPeriod, projectStageWords, type ProjectPage } from './words.ts'

export function formatShortText({ project, participants, tasks, today }: ProjectPage, address: string): string {
  const late = tasks.filter((task) => dueStatus(task, today) === 'late')
  return [
    m['projects.short_head']({ title: project.title, stage: projectStageWords[project.stage]() }),
    m['projects.short_aim']({ aim: project.aim }),
    m['projects.short_period']({ period: formatPeriod(project), lead: formatName(project.lead) }),
    participants.length > 0 &&
      m['projects.short_communities']({
        communities: listed(participants.map(({ community }) => formatName(community))),
      }),
    tasks.length > 0 &&
      m['projects.short_tasks']({
        done: tasks.filter(({ status }) => status === 'done').length,
        tasks: tasks.length,
        progress: overall(tasks),
      }),
    late.length > 0 &&
      m['projects.short_late']({
        tasks: listed(
          late.map(({ community, title }) => m['projects.short_task']({ community: formatName(community), title })),
        ),
      }),
    project.result && m['projects.short_result']({ result: project.result }),
    address,
  ]
    .filter(Boolean)
    .join('\n')
}

const listed = (words: string[]) => words.join(m['projects.comma']())
