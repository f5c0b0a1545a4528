/** A small round of a test's own, beside the story's: two estates, four visits, planned by the coordinator. */
import { toErrorBody } from '@bilin/api/errors'
import type { Caller } from '@bilin/api/bilin'
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { listSourced, withoutSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { template } from '@bilin/domain/scorecards/rubrics/template'
import type { World } from '../../support/world.ts'

export const slug = '2026-winter'
export const days = { opensOn: '2026-11-16', closesOn: '2026-11-30', responseUntil: '2026-12-11' }
export const during = new Date('2026-11-20T10:00:00+08:00')
/** Each reviewer submits at a unique moment, so that finding that moment elsewhere reveals a leak. */
const submitting = Date.parse('2026-11-21T16:07:31+08:00')
export const responding = new Date('2026-12-02T10:00:00+08:00')
export const lastMinute = new Date('2026-12-11T23:59:00+08:00')
export const afterwards = new Date('2026-12-12T00:01:00+08:00')

/** 万科小区 lies in Sanqiao and is served by Anhe; 龙馨园 lies in Erqiao and is served by Longxin. */
export const estates = ['万科小区', '龙馨园'] as const
export const plan = [
  ['龙馨园物业经理', '万科小区'],
  ['国胜社区社工一', '万科小区'],
  ['万科小区物业经理', '龙馨园'],
  ['国胜社区书记', '龙馨园'],
] as const

export const at = async (world: World, title: string, clock = during) =>
  (await world.as(title).at('bilin', { clock })).scorecards
type Scorecards = Awaited<ReturnType<typeof at>>
export const coordinatorOf = (world: World, clock = during) => at(world, '联盟协调员', clock)

/** Two visits an estate, and single marks are disclosed, unless a round asks for more visits first. */
export async function planned(world: World, discloseFromVisits = 2) {
  const coordinator = await coordinatorOf(world)
  const rubricId = (await coordinator.rubrics.list())[0]!.id
  const chosen = (await coordinator.rounds.candidates({})).filter(({ name }) =>
    estates.some((estate) => estate === name),
  )
  const { roundId } = await coordinator.rounds.plan({
    slug,
    title: '冬季互评',
    rubricId,
    ...days,
    discloseFromVisits,
    estateIds: chosen.map(({ estateId }) => estateId),
  })
  const estateIds = new Map(chosen.map(({ name, estateId }) => [name, estateId]))
  const seatIds = new Map((await coordinator.rota.reviewers()).map(({ title, seatId }) => [title, seatId]))
  return {
    roundId,
    rubricId,
    estateId: (name: string) => estateIds.get(name)!,
    seatId: (title: string) => seatIds.get(title)!,
  }
}

/** Planned as above and open; `visitOf` names a visit by who goes where. */
export async function opened(world: World, discloseFromVisits?: number) {
  const round = await planned(world, discloseFromVisits)
  const coordinator = await coordinatorOf(world)
  const visits = new Map<string, string>()
  for (const [title, estate] of plan) {
    const { visitId } = await coordinator.rota.addVisit({
      roundId: round.roundId,
      estateId: round.estateId(estate),
      seatId: round.seatId(title),
    })
    visits.set(title, visitId)
  }
  await coordinator.rounds.open({ roundId: round.roundId, seen: 'planning' })
  await withoutValues(coordinator, round.roundId)
  return { ...round, visitOf: (title: (typeof plan)[number][0]) => visits.get(title)! }
}

/** No indicator from a system or a survey applies. */
export const withoutValues = (coordinator: Scorecards, roundId: string) =>
  coordinator.values.declareNotApplicable({
    roundId,
    indicators: listSourced(template).map(({ code }) => code),
    reason: '功能未启用，本轮没有数据来源。',
  })

/** The same mark for all indicators that reviewers mark but some, as it is stored. */
export const plainMarks = (all: number, but: Record<string, number | null> = {}) => ({
  ...Object.fromEntries(getIndicators(withoutSourced(template)).map(({ code }) => [code, all])),
  ...but,
})

/** The same as they are sent: where the rubric counts, the least number that makes the mark. */
export function marks(...given: Parameters<typeof plainMarks>): Record<string, Sent> {
  const scales = new Map(getIndicators(template).map(({ code, scale }) => [code, scale]))
  const sent = ([code, mark]: [string, number | null]): [string, Sent] => {
    const step = scales.get(code)?.steps.find((one) => one.mark === mark)
    return [code, step ? { counted: step.from } : mark]
  }
  return Object.fromEntries(Object.entries(plainMarks(...given)).map(sent))
}

type Sent = number | null | { counted: number }

export const blockedLane = {
  indicator: 'E3',
  severity: 'S1',
  place: '南门',
  text: '消防车道被私家车堵住。',
} as const
export const openBin = {
  indicator: 'C2',
  severity: 'S2',
  place: '',
  text: '桶站满溢，下午仍未清运。',
} as const

/** Everybody submits: 万科小区 is good but for a blocked lane and an open bin, 龙馨园 is fair. */
export async function visited(world: World, discloseFromVisits?: number) {
  const round = await opened(world, discloseFromVisits)
  let turn = 0
  const submit = async (
    title: (typeof plan)[number][0],
    sent: Omit<Parameters<Caller['scorecards']['visits']['submit']>[0], 'visitId' | 'revision'>,
  ) =>
    (await at(world, title, new Date(submitting + (turn += 61_000)))).visits.submit({
      visitId: round.visitOf(title),
      revision: 0,
      ...sent,
    })
  await submit('龙馨园物业经理', { marks: marks(5, { E3: 1 }), findings: [blockedLane, openBin] })
  await submit('国胜社区社工一', { marks: marks(4), findings: [{ ...blockedLane, text: '消防车道堵车。' }] })
  await submit('万科小区物业经理', { marks: marks(3) })
  await submit('国胜社区书记', { marks: marks(4, { F1: null }) })
  return round
}

/** Ends visiting, also where visits are missing or an estate had few; both are named. */
export async function openResponses(coordinator: Scorecards, roundId: string, of = slug) {
  await withoutValues(coordinator, roundId)
  const { visits, fewVisited } = await coordinator.messages.behind({ slug: of })
  await coordinator.findings.openResponses({
    roundId,
    seen: 'visiting',
    confirmedEstates: fewVisited.map(({ estateId }) => estateId),
    confirmedVisits: visits.map(({ visitId }) => visitId),
  })
}

export const listFewVisited = async (coordinator: Scorecards, of = slug) =>
  (await coordinator.rounds.get({ slug: of })).fewVisited.map(({ estateId }) => estateId)

/** Visiting is over and responses are open. */
export async function disclosed(world: World) {
  const round = await visited(world)
  await (await coordinatorOf(world, responding)).findings.openResponses({ roundId: round.roundId, seen: 'visiting' })
  return round
}

/** Responses are closed, after their last day unless another moment is named. */
export async function settled(world: World, clock = afterwards) {
  const round = await disclosed(world)
  await (await coordinatorOf(world, clock)).findings.settle({ roundId: round.roundId, seen: 'responding' })
  return round
}

/** Responses are closed, and the round is published. */
export async function published(world: World) {
  const round = await settled(world)
  await (await coordinatorOf(world, afterwards)).results.publish({ roundId: round.roundId, seen: 'settling' })
  return round
}

/** Every visited company accepts the rest. */
export async function allAccept(world: World, roundId: string) {
  for (const title of ['万科小区物业经理', '龙馨园物业经理'])
    await (await at(world, title, responding)).findings.acceptRest({ roundId })
}

/** The sentences beside the fields of what was sent. */
export async function beside(call: Promise<unknown>) {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  return Object.entries(toErrorBody(thrown).fields)
}
