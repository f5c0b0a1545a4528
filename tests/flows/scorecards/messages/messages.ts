/** A round whose reviewers have been sent their visits, and what each side then sees. */
import { say } from '@bilin/i18n/say'
import { waitingFor } from '../../../support/errands.ts'
import type { World } from '../../../support/world.ts'
import { at, coordinatorOf } from '../round.ts'
import { before, slug, taken, type ten } from '../rota/rota.ts'

export const wanke = '万科小区物业经理'

/** The rota accepted and messages sent; `knows` is what the coordinator sees of somebody. */
export async function sent(world: World) {
  const round = await taken(world)
  const { coordinator, roundId, plan } = round
  const all = await coordinator.messages.send({ roundId, note: '请带工作证。' })
  return { ...round, all, knows: () => getStatus(world), mine: await visitsOf(plan, wanke) }
}

export async function getStatus(world: World, title = wanke) {
  const { reviewers } = await (await coordinatorOf(world, before)).messages.list({ slug })
  return reviewers.find((reviewer) => reviewer.title === title)
}

export const visitsOf = async (plan: Awaited<ReturnType<typeof ten>>['plan'], title: string) =>
  (await plan()).visits.filter(({ reviewerTitle }) => reviewerTitle === title)
export const changes = (message: { visits: { estate: string; change: string }[] } | null | undefined) =>
  message?.visits.filter(({ change }) => change !== 'unchanged').map(({ estate, change }) => [estate, change])

/** The message of this round that waits on somebody's home page, if one does. */
export const messageWaiting = async (world: World, title = wanke, clock = before) =>
  (await waitingFor(world, title, 'scorecards.message', { clock })).find(
    ({ path }) => path === `scorecards/${slug}/visits`,
  )
export const says = (what: 'planned' | 'changed' | 'noted' | 'cancelled') =>
  say(`scorecards.messages.home.${what}`, {}, 'zh-CN')

export async function open(world: World, title = wanke) {
  const reviewer = await at(world, title, before)
  const message = await reviewer.messages.mine({ slug })
  if (message) await reviewer.messages.open({ messageId: message.messageId })
  return message
}
