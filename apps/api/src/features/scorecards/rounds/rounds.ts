import { z } from 'zod'
import { coordinates } from '@bilin/domain/scorecards/rounds/machine'
import { member } from '../../../trpc.ts'
import {
  getCancellation,
  countVisits,
  getRound,
  listEstates,
  listFewVisited,
  listRounds,
  listVisits,
} from './queries.ts'
import { getRubric } from '../rubrics/queries.ts'

export const roundsProcedures = {
  list: member.query(({ ctx }) => listRounds(ctx.db)),

  /**
   * A round as this seat may see it: the coordinator all visits, a visiting member its own, everybody the estates.
   * `progress` and `fewVisited` (estates whose marks would not be disclosed now) are the coordinator's; `today` is the day the deadlines are measured by.
   */
  get: member.input(z.strictObject({ slug: z.string().max(40) })).query(async ({ ctx: { db, seat, today }, input }) => {
    const round = await getRound(db, input.slug)
    return {
      ...round,
      rubric: await getRubric(db, round.rubricId),
      estates: await listEstates(db, round.id),
      visits: await listVisits(db, { roundId: round.id }),
      progress: coordinates(seat) ? await countVisits(db, round.id) : null,
      fewVisited: coordinates(seat) && round.stage === 'visiting' ? await listFewVisited(db, round) : [],
      cancellation: round.stage === 'cancelled' ? await getCancellation(db, round.id) : null,
      today,
    }
  }),
}
