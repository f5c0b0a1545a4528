/** A round whose survey is open, and what the coordinator reads of it. */
import { readSheet } from '@bilin/sheets/read'
import type { World } from '../../../support/world.ts'
import { coordinatorOf, during, opened, slug } from '../round.ts'

export const until = '2026-11-28'
export const late = new Date('2026-11-29T00:01:00+08:00')
export const codes = ['H1', 'H2', 'H3', 'H4', 'H5', 'H6']

/** Visits under way, the survey open in both estates, and nothing known of H1 to H6. */
export async function surveyed(world: World) {
  const round = await opened(world)
  const coordinator = await coordinatorOf(world)
  for (const indicator of codes) await coordinator.values.remove({ roundId: round.roundId, indicator })
  await coordinator.surveys.open({ roundId: round.roundId, until, slips: 60 })
  const estateId = round.estateId('万科小区')
  const { slips, survey } = await coordinator.surveys.slips({ slug, estateId, from: 1 })
  const { address } = survey
  const answer = (slip: number, digits: string, clock = during, from = '192.0.2.7') =>
    world.bilin.answerSurvey(
      { alliance: 'bilin', address, from },
      {
        code: slips[slip]!.code,
        answers: Object.fromEntries([...digits].flatMap((mark, i) => (mark === '0' ? [] : [[i, mark]]))),
      },
      clock,
    )
  const end = () => coordinator.surveys.end({ roundId: round.roundId, confirmed: true })
  const listed = async () =>
    (await coordinator.surveys.list({ slug })).estates.find((estate) => estate.estateId === estateId)!
  const typePapers = (papers: { code: string; digits: string }[]) =>
    coordinator.surveys.enterPapers({ surveyId: survey.id, papers })
  return { ...round, coordinator, estateId, survey, slips, address, answer, end, listed, typePapers }
}

/** What the workbook of the surveys says of each estate, with the mean of H1. */
export async function inSheet(coordinator: Awaited<ReturnType<typeof coordinatorOf>>) {
  const headers = ['小区', '发出', '收回', '回收率（%）', 'H1 总体满意', 'H1 误差范围下限']
  const { content } = await coordinator.surveys.sheet({ slug })
  const columns = headers.map((header) => ({ key: header, header, kind: 'text' as const }))
  const answer = await readSheet(Buffer.from(content, 'base64'), { title: '居民问卷', columns })
  return answer.ok ? answer.rows.map(({ values }) => headers.map((header) => values[header])) : answer.refusal
}

export const passerBy = (world: World, clock = during) =>
  world.bilin.caller({ session: null, tenant: null, seatId: null, locale: 'zh-CN', requestId: 'test', clock })
    .scorecards
