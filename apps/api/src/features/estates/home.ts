import type { Action } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import type { TenantKind } from '@bilin/domain/tenants/kinds'
import { member, permitted } from '../../trpc.ts'

/** Estates are kept in a community's own tenant; anywhere else there are none to find. */
export const inCommunity = member.use(({ ctx, next }) => {
  mustBeHome(ctx.seat)
  return next()
})

export const permittedInCommunity = (action: Extract<Action, `estates.${string}`>) =>
  permitted(action).use(({ ctx, next }) => {
    mustBeHome(ctx.seat)
    return next()
  })

function mustBeHome({ tenantKind }: { tenantKind: TenantKind }): void {
  if (tenantKind !== 'community') refuse('not_found', 'estates.kept_at_home')
}
