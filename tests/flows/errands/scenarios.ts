/**
 * For each kind of errand: how it arises, on whose home page it is, who does not get it, and how it is done. A kind without a
 * scenario does not compile.
 */
import type { ErrandKind } from '@bilin/api/rooms/errands/errandSource'
import type { World } from '../../support/world.ts'
import { text as practiceText } from '../practices/practiceText.ts'
import {
  afterwards,
  at,
  coordinatorOf,
  disclosed,
  during,
  marks,
  opened,
  planned,
  published,
  responding,
  slug,
} from '../scorecards/round.ts'
import type { Who } from './home.ts'

type Finish = () => Promise<unknown>
export type Scenario = { who: Who; other: Who; begin: (world: World) => Promise<Finish> }

const wanke = '万科小区物业经理'
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`)
const who = (title: string, own: string, clock: Date): Who => ({ title, own, clock })
const spring = noon('2026-04-20')
const autumn = noon('2026-09-20')
const winter = noon('2026-11-20')
const coordinator = (clock: Date) => who('联盟协调员', 'bilin', clock)

export const scenarios: Record<ErrandKind, Scenario> = {
  'projects.task': {
    who: who('二桥社区社工一', 'erqiao', spring),
    other: who('国胜社区社工一', 'guosheng', spring),
    async begin(world) {
      const { lead, projectId } = await proposed(world)
      const neighbour = await world.as('二桥社区书记').at('bilin', { clock: spring })
      await neighbour.projects.join({ projectId })
      const communityId = (await neighbour.tenants.here()).own.id
      const task = { projectId, communityId, title: '逐楼摸底', dueOn: '2026-04-30' }
      const { id: taskId } = await lead.projects.addTask(task)
      await lead.projects.start({ projectId, seen: 'proposed' })
      return () => neighbour.projects.report({ taskId, seen: 0, status: 'done' })
    },
  },
  'projects.proposal': {
    who: who('二桥社区书记', 'erqiao', spring),
    other: who('三桥社区书记', 'sanqiao', spring),
    async begin(world) {
      const { projectId } = await proposed(world)
      return async () => (await world.as('二桥社区书记').at('bilin')).projects.join({ projectId })
    },
  },
  'projects.step': {
    who: who('三桥社区书记', 'sanqiao', spring),
    other: who('二桥社区书记', 'erqiao', spring),
    async begin(world) {
      const { lead, projectId } = await proposed(world)
      await (await world.as('二桥社区书记').at('bilin')).projects.join({ projectId })
      return () => lead.projects.start({ projectId, seen: 'proposed' })
    },
  },
  'practices.sharing_ends': {
    who: who('三桥社区书记', 'sanqiao', autumn),
    other: who('二桥社区书记', 'erqiao', autumn),
    async begin(world) {
      const home = await world.as('三桥社区书记').at('sanqiao', { clock: autumn })
      const { id: practiceId, revision } = await home.practices.write(practiceText)
      const shared = { practiceId, alliance: 'bilin' }
      await home.practices.publish({ ...shared, revision, version: 0, purpose: '供参考', until: '2026-09-30' })
      return () => home.practices.prolong({ ...shared, version: 1, until: '2026-12-31' })
    },
  },
  'estates.contract_ends': {
    who: who('三桥社区社工一', 'sanqiao', winter),
    other: who('二桥社区书记', 'erqiao', winter),
    async begin(world) {
      const home = await world.as('三桥社区书记').at('sanqiao', { clock: winter })
      const { id: estateId } = await home.estates.add({
        name: '三桥里',
        kind: 'commercial',
        households: 100,
        buildings: 2,
      })
      const company = { companyName: '示例物业', since: '2024-01-01', until: '2026-12-31' }
      const { id: contractId } = await home.estates.addContract({ estateId, ...company })
      return () => home.estates.endContract({ contractId, until: '2027-12-31' })
    },
  },
  'scorecards.message': {
    who: who('国胜社区社工一', 'guosheng', during),
    other: coordinator(during),
    async begin(world) {
      const { roundId } = await opened(world)
      await (await coordinatorOf(world)).messages.send({ roundId })
      const { messages } = await at(world, '国胜社区社工一')
      return async () => messages.open({ messageId: (await messages.mine({ slug }))!.messageId })
    },
  },
  'scorecards.visit': {
    who: who('国胜社区社工一', 'guosheng', during),
    other: who('国胜社区社工二', 'guosheng', during),
    async begin(world) {
      const visitId = (await opened(world)).visitOf('国胜社区社工一')
      return async () =>
        (await at(world, '国胜社区社工一')).visits.submit({ visitId, revision: 0, marks: marks(4), findings: [] })
    },
  },
  'scorecards.response': {
    who: who(wanke, 'anhe', responding),
    other: who('三桥社区书记', 'sanqiao', responding),
    async begin(world) {
      const { roundId } = await disclosed(world)
      return async () => (await at(world, wanke, responding)).findings.acceptRest({ roundId })
    },
  },
  'scorecards.decision': {
    who: coordinator(responding),
    other: who(wanke, 'anhe', responding),
    async begin(world) {
      await disclosed(world)
      const company = (await at(world, wanke, responding)).findings
      const [finding] = (await company.list({ slug })).findings
      const findingId = finding!.id
      await company.respond({ of: 'finding', subjectId: findingId, text: '当时正在卸货，已清开。' })
      return async () =>
        (await coordinatorOf(world, responding)).findings.decide({ findingId, status: 'struck', reason: '属实。' })
    },
  },
  'scorecards.card': {
    who: who(wanke, 'anhe', afterwards),
    other: who('三桥社区社工一', 'sanqiao', afterwards),
    async begin(world) {
      const { estateId } = await published(world)
      return async () => (await at(world, wanke)).results.open({ slug, estateId: estateId('万科小区') })
    },
  },
  'scorecards.improvement': {
    who: who('龙馨园物业经理', 'longxin', winter),
    other: who(wanke, 'anhe', winter),
    async begin(world) {
      const { improvements } = await at(world, '龙馨园物业经理', winter)
      const { estateId, lines } = (await improvements.list({ slug: '2026-summer' })).cards[0]!
      const card = { slug: '2026-summer', estateId, indicator: lines[0]!.indicator }
      const wording = { what: '每天清运两次', who: '环境主管', until: '2026-11-30' }
      const { improvementId } = await improvements.commit({ ...card, ...wording })
      return () => improvements.finish({ improvementId, revision: 1, doneOn: '2026-11-20', evidence: '台账' })
    },
  },
  'scorecards.step': {
    who: coordinator(during),
    other: who('三桥社区书记', 'sanqiao', during),
    async begin(world) {
      const { roundId, estateId, seatId } = await planned(world)
      const { rota, rounds } = await coordinatorOf(world)
      await rota.addVisit({ roundId, estateId: estateId('万科小区'), seatId: seatId('龙馨园物业经理') })
      return () => rounds.open({ roundId, seen: 'planning' })
    },
  },
}

/** By Sanqiao, and its first day has come. */
async function proposed(world: World) {
  const lead = await world.as('三桥社区书记').at('bilin', { clock: spring })
  const days = { fromDay: '2026-04-10', untilDay: '2026-06-30' }
  const { id: projectId } = await lead.projects.propose({ title: '楼道飞线整治', aim: '楼道里不再拉飞线', ...days })
  return { lead, projectId }
}
