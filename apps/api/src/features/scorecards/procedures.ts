/** The kinds of procedure of this feature, by who may call them in an alliance. */
import { permit, type Action } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { coordinates } from '@bilin/domain/scorecards/rounds/machine'
import { member, permitted } from '../../trpc.ts'

/** For the coordinator of this alliance. An alliance may be a member of another; its coordinator is refused there. */
export const coordinating = (action: Action) =>
  permitted(action).use(({ ctx, next }) => {
    if (!coordinates(ctx.seat)) refuse('forbidden', 'permissions.not_yours')
    return next()
  })

/** For the reviewer, and for the coordinator on a reviewer's behalf. */
export const marking = member.use(({ ctx, next }) => {
  permit(ctx.seat.role, coordinates(ctx.seat) ? 'scorecards.score_for_reviewer' : 'scorecards.score')
  return next()
})
