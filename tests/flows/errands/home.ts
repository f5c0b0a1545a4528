/** Somebody's home page, as the web loads it. */
import type { Caller } from '@bilin/api/bilin'
import { loadHome } from '../../../apps/web/src/routes/[tenant]/home.ts'
import type { World } from '../../support/world.ts'

export type Who = { title: string; own: string; clock: Date }

export async function homeOf(world: World, { title, own, clock }: Who) {
  const callers = new Map<string, Caller>()
  const reachable = await (await world.as(title).outside()).tenants.reachable()
  for (const { slug } of reachable) callers.set(slug, await world.as(title).at(slug, { clock }))
  return loadHome(await callers.get(own)!.tenants.here(), (slug) => callers.get(slug)!)
}
