/** The acts of a joint project, addressed by community and by title, never by id. */
import type { Caller } from '@bilin/api/bilin'
import type { Story } from '../load.ts'

type Slug = 'sanqiao' | 'erqiao' | 'guosheng' | 'haihong'
type Update = [day: string, status: 'doing' | 'done', progress: number, note?: string]
type Proposal = Parameters<Caller['projects']['propose']>[0]
type Offer = {
  kind?: 'people' | 'money' | 'places' | 'other'
  amount?: number
  unit?: string
  words?: string
}

export const getSecretary: Record<Slug, string> = {
  sanqiao: '三桥社区书记',
  erqiao: '二桥社区书记',
  guosheng: '国胜社区书记',
  haihong: '海洪社区书记',
}
const getStaff: Record<Slug, string> = {
  sanqiao: '三桥社区社工一',
  erqiao: '二桥社区社工一',
  guosheng: '国胜社区社工一',
  haihong: '海洪社区社工一',
}

export async function proposeProject(
  { as, registry }: Story,
  lead: Slug,
  day: string,
  proposal: Proposal,
  alliance = 'bilin',
) {
  const { id: projectId, slug } = await as(getSecretary[lead], alliance, day).projects.propose(proposal)
  const leader = (when: string) => as(getSecretary[lead], alliance, when).projects
  const getId = (community: Slug) => registry.tenantIds.get(community)!
  return {
    projectId,
    slug,
    join: (community: Slug, when: string, offer: Offer = {}) =>
      as(getSecretary[community], alliance, when).projects.join({ projectId, ...offer }),
    pledge: (community: Slug, when: string, offer: Offer & { words: string }) =>
      as(getSecretary[community], alliance, when).projects.pledge({ kind: 'other', ...offer, projectId }),
    start: (when: string) => leader(when).start({ projectId, seen: 'proposed' }),
    windUp: (when: string) => leader(when).windUp({ projectId, seen: 'running' }),
    /** Gives the aims their results, in order. */
    close: async (when: string, result: string, reached: { reached?: number; reachedWords?: string }[]) => {
      const { aims } = await leader(when).one({ slug })
      const answers = Object.fromEntries(aims.map(({ id }, i) => [id, reached[i] ?? {}]))
      await leader(when).close({ projectId, seen: 'closing', result, aims: answers })
    },
    milestone: (community: Slug, title: string, dueOn: string) =>
      leader(day).addMilestone({ projectId, communityId: getId(community), title, dueOn }),
    task: async (community: Slug, title: string, dueOn: string, milestone?: { id: string }) => {
      const communityId = getId(community)
      const task = await leader(day).addTask({
        projectId,
        communityId,
        title,
        dueOn,
        milestoneId: milestone?.id,
      })
      return { taskId: task.id, community }
    },
    report: async ({ taskId, community }: { taskId: string; community: Slug }, ...updates: Update[]) => {
      for (const [seen, [when, status, progress, note]] of updates.entries()) {
        await as(getStaff[community], alliance, when).projects.report({ taskId, seen, status, progress, note })
      }
    },
  }
}
