/** The round under way: first absences and conflicts are declared, then the rota is made with its days. */
import { defaults } from '@bilin/domain/scorecards/rota/settings'
import { sendMessages } from './messages.ts'
import type { Story } from '../load.ts'
import type { Chapter } from './rounds.ts'

const away = { person: '二桥社区书记', fromDay: '2026-11-16', toDay: '2026-11-18' }
const rivals = {
  declares: '双桥名邸物业经理',
  with: '江海湾（示例）',
  reason: '两家公司都报名了江海湾下一期的物业选聘（示例）',
}

export async function planAutumn(story: Story, chapter: Chapter, rubricId: string) {
  const { as } = story
  const { alliance, coordinator, slug, title, opensOn, closesOn, responseUntil, perEstate } = chapter
  const on = (person: string, day: string) => as(person, alliance, day).scorecards
  const planning = on(coordinator, chapter.plannedOn)
  const { roundId } = await planning.rounds.plan({ slug, title, rubricId, opensOn, closesOn, responseUntil })

  const secretary = on(away.person, '2026-11-03')
  const { people } = await secretary.rota.declarations({ slug })
  const { seatId } = people.find((seat) => seat.title === away.person)!
  await secretary.rota.reportAbsence({ roundId, seatId, fromDay: away.fromDay, toDay: away.toDay })

  const { estates } = await planning.rounds.get({ slug })
  const { companyId } = estates.find(({ name }) => name === rivals.with)!
  await on(rivals.declares, '2026-11-04').rota.declareConflict({
    roundId,
    withWhom: `company:${companyId}`,
    reason: rivals.reason,
  })

  const taking = on(coordinator, '2026-11-05')
  await taking.rota.propose({ roundId, ...defaults, requiredVisits: perEstate, visitsPerDay: 1 })
  await taking.rota.accept({ roundId })
  await sendMessages(story, chapter, '2026-11-06')
  await on(coordinator, opensOn).rounds.open({ roundId, seen: 'planning' })
  const visits = await planning.rounds.visits({ slug })
  return visits.toSorted((a, b) => (a.plannedOn ?? '').localeCompare(b.plannedOn ?? ''))
}
