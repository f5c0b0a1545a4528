/**
 * The chapter of mutual review: two published rounds and one in visits in Bilin, one small round in the second alliance. The marks are
 * simulated (scorecards/simulation.ts) and marked 示例 wherever they appear.
 */
import { addDays } from '@bilin/domain/calendar'
import { planAutumn } from './scorecards/autumn.ts'
import { declareNone, enterValues } from './scorecards/values.ts'
import { autumn, spring, summer } from './scorecards/findings.ts'
import { createImprovements } from './scorecards/improvements.ts'
import { askResidents } from './scorecards/surveys.ts'
import { makeVisits, planRound, type Chapter } from './scorecards/rounds.ts'
import type { Story } from './load.ts'

const here = { alliance: 'bilin', coordinator: '联盟协调员', perEstate: 4 }

const rounds = {
  spring: {
    ...here,
    slug: '2026-spring',
    title: '2026 年春季红物业互评（示例）',
    number: 0,
    found: spring,
    plannedOn: '2026-03-02',
    opensOn: '2026-03-09',
    closesOn: '2026-03-27',
    responseUntil: '2026-04-10',
  },
  summer: {
    ...here,
    slug: '2026-summer',
    title: '2026 年夏季红物业互评（示例）',
    number: 1,
    found: summer,
    plannedOn: '2026-06-01',
    opensOn: '2026-06-08',
    closesOn: '2026-06-26',
    responseUntil: '2026-07-10',
  },
  autumn: {
    ...here,
    slug: '2026-autumn',
    title: '2026 年秋季红物业互评（示例）',
    number: 2,
    found: autumn,
    plannedOn: '2026-11-02',
    opensOn: '2026-11-09',
    closesOn: '2026-12-04',
    responseUntil: '2026-12-18',
  },
  nextDoor: {
    alliance: 'haihong-lianmeng',
    coordinator: '海洪联盟协调员',
    perEstate: 1,
    slug: '2026-summer',
    number: 0,
    title: '海洪邻里互看（示例）',
    found: {},
    plannedOn: '2026-06-02',
    opensOn: '2026-06-09',
    closesOn: '2026-06-19',
    responseUntil: '2026-06-26',
  },
} satisfies Record<string, Chapter>

export async function createScorecards(story: Story): Promise<void> {
  await Promise.all([createRoundsOfBilin(story), createRoundsNextDoor(story)])
}

async function createRoundsOfBilin(story: Story) {
  const { rubricId } = await story
    .as('联盟协调员', 'bilin', '2026-02-20')
    .scorecards.rubrics.add({ title: '比邻联盟物业互评标准' })
  await publishWhole(story, rounds.spring, rubricId, [
    '2026-03-11',
    '2026-03-13',
    '2026-03-18',
    '2026-03-20',
    '2026-03-25',
  ])
  await publishWhole(story, rounds.summer, rubricId, [
    '2026-06-10',
    '2026-06-12',
    '2026-06-17',
    '2026-06-19',
    '2026-06-24',
  ])

  await createImprovements(story, here.alliance)

  const visits = await planAutumn(story, rounds.autumn, rubricId)
  await askResidents(story, rounds.autumn, '2026-11-16')
  const made = visits.slice(0, visits.length / 2)
  await makeVisits(
    story,
    rounds.autumn,
    made,
    made.map(({ plannedOn }) => plannedOn!),
  )
}

async function createRoundsNextDoor(story: Story) {
  const { alliance, coordinator } = rounds.nextDoor
  const { rubricId } = await story
    .as(coordinator, alliance, '2026-05-20')
    .scorecards.rubrics.add({ title: '海洪邻里互看标准（示例）' })
  await publishWhole(story, rounds.nextDoor, rubricId, ['2026-06-10'])
}

async function publishWhole(story: Story, chapter: Chapter, rubricId: string, days: readonly string[]) {
  const { roundId, visits } = await planRound(story, chapter, rubricId)
  await makeVisits(story, chapter, visits, days)
  const values = chapter === rounds.nextDoor ? declareNone : enterValues
  await values(story, chapter, roundId, chapter.closesOn)
  const at = (day: string) => story.as(chapter.coordinator, chapter.alliance, day).scorecards
  const { fewVisited } = await at(addDays(chapter.closesOn, 1)).rounds.get({ slug: chapter.slug })
  const confirmedEstates = fewVisited.map(({ estateId }) => estateId)
  await at(addDays(chapter.closesOn, 1)).findings.openResponses({ roundId, seen: 'visiting', confirmedEstates })
  if (chapter === rounds.summer) await sendResponses(story)
  await at(addDays(chapter.responseUntil, 1)).findings.settle({ roundId, seen: 'responding' })
  await at(addDays(chapter.responseUntil, 1)).results.publish({ roundId, seen: 'settling' })
}

/** In the summer round the response of one company is upheld, that of another is not: the veto that its finding names stands. */
async function sendResponses({ as }: Story) {
  const slug = rounds.summer.slug
  const disputed = [
    {
      manager: '二桥花苑物业经理',
      indicator: 'F1',
      status: 'struck',
      response:
        '停运系市政停电检修，停电通知和电梯停运告知已于前一日张贴在单元门内侧，并发在业主群，附照片和群消息截图。',
      reason: '核对停电公告和张贴时间，告知到位，停运原因不在物业，该问题予以撤销。',
    },
    {
      manager: '永宁家园物业经理',
      indicator: 'E3',
      status: 'stands',
      response: '该车车主长期外出，多次联系未果，已贴告知单，请求不计入本轮。',
      reason: '消防车道必须随时畅通，联盟两次书面要求移开，公司没有联系社区和交警，问题维持，一票否决成立。',
    },
  ] as const
  for (const { manager, indicator, status, response, reason } of disputed) {
    const company = as(manager, 'bilin', '2026-07-01').scorecards
    const { findings } = await company.findings.list({ slug })
    const [finding] = findings.filter((known) => known.indicator === indicator)
    await company.findings.respond({ of: 'finding', subjectId: finding!.id, text: response })
    const rest = findings.filter(({ id }) => id !== finding!.id).map(({ id }) => id)
    if (rest.length > 0) await company.findings.accept({ findingIds: rest })
    await as('联盟协调员', 'bilin', '2026-07-06').scorecards.findings.decide({ findingId: finding!.id, status, reason })
  }
}
