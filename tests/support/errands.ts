/** What waits for somebody, as their home page has it. */
import type { ErrandKind } from '@bilin/api/rooms/errands/errandSource'
import type { World } from './world.ts'

type Where = { tenant?: string; clock?: Date }

/** Of one kind, in one tenant. */
export async function waitingFor(
  world: World,
  title: string,
  kind: ErrandKind,
  { tenant = 'bilin', clock }: Where = {},
) {
  const caller = await world.as(title).at(tenant, clock ? { clock } : {})
  return (await caller.errands.list()).filter((errand) => errand.kind === kind)
}
