import type { Action } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import type { TenantKind } from '@bilin/domain/tenants/kinds'
import { member, permitted } from '../../trpc.ts'

/** Estates exist only in a community's own tenant; in any other tenant these procedures refuse. */
export const inCommunity = member.use(({ ctx, next }) => {
  assertInCommunity(ctx.seat)
  return next()
})

export const permittedInCommunity = (action: Extract<Action, `estates.${string}`>) =>
  permitted(action).use(({ ctx, next }) => {
    assertInCommunity(ctx.seat)
    return next()
  })

function assertInCommunity({ tenantKind }: { tenantKind: TenantKind }): void {
  if (tenantKind !== 'community') refuse('not_found', 'estates.kept_at_home')
}
