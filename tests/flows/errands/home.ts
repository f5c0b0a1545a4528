/** Somebody's home page, as the web loads it. */
import type { Caller } from '@bilin/api/bilin'
import { loadHome } from '../../../apps/web/src/routes/[tenant]/home.ts'
import type { World } from '../../support/world.ts'

export type Who = { title: string; own: string; clock: Date }

export async function homeOf(world: World, { title, own, clock }: Who) {
  const callers = new Map<string, Caller>()
  const { rows } = await world.beyond.query<{ id: string }>(
    'select person_id as id from seat where title = $1 and ended_at is null',
    [title],
  )
  const doors = await world.bilin.listReachableTenants(rows[0]!.id)
  for (const { slug } of doors) callers.set(slug, await world.as(title).at(slug, { clock }))
  const here = await callers.get(own)!.tenants.here()
  return loadHome({ ...here, doors }, (slug) => callers.get(slug)!)
}
