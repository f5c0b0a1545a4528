/** The procedures of this feature, by who may call them inside the alliance. */
import { permit, type Action } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { coordinates } from '@bilin/domain/scorecards/rounds/machine'
import { member, permitted } from '../../trpc.ts'

/** The coordinator's: of this alliance, and not of one that is a member of it. */
export const coordinating = (action: Action) =>
  permitted(action).use(({ ctx, next }) => {
    if (!coordinates(ctx.seat)) refuse('forbidden', 'permissions.not_yours')
    return next()
  })

/** The reviewer's, and the coordinator's on a reviewer's behalf. */
export const marking = member.use(({ ctx, next }) => {
  permit(ctx.seat.role, coordinates(ctx.seat) ? 'scorecards.score_for_reviewer' : 'scorecards.score')
  return next()
})
