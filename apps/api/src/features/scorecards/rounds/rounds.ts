import { z } from 'zod'
import { coordinates, roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { EstateListing } from '@bilin/domain/scorecards/rounds/listing'
import { selectSteps, toSteps } from '../../../rooms/history/steps.ts'
import { readTogether } from '../../../rooms/together.ts'
import { member } from '../../../trpc.ts'
import { selectValueCounts, toMissing } from './missingValues.ts'
import { listEstatePage, selectEstateCounts } from './estatePage.ts'
import { selectChanges, toChanges } from './changes.ts'
import {
  getRound,
  listFewVisited,
  listRounds,
  listVisits,
  selectDaysOff,
  selectVisitCounts,
  selectVisits,
} from './queries.ts'
import { getRubric } from '../rubrics/rubric.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })

export const roundsProcedures = {
  list: member.query(({ ctx }) => listRounds(ctx.db)),

  /**
   * A round as this seat may see it, with a page of its estates. `mine` are this seat's own visits. `progress`, the estates' visits and
   * `fewVisited` (estates whose marks would not be disclosed now) are the coordinator's; `today` is the day the deadlines are measured by.
   */
  get: member
    .input(OfRound.extend(EstateListing.shape))
    .query(async ({ ctx: { db, seat, today }, input: { slug, ...asked } }) => {
      const round = await getRound(db, slug)
      const coordinating = coordinates(seat)
      const [rubric, { rows, next }, { mine, steps, changes, daysOff, totals, progress, valueCounts }, fewVisited] =
        await Promise.all([
          getRubric(db, round.rubricId),
          listEstatePage(db, round.id, asked, seat),
          readTogether(db, {
            mine: selectVisits(db, { roundId: round.id, reviewerSeatId: seat.seatId }),
            steps: selectSteps(db, 'roundStep', round.id),
            changes: selectChanges(db, round.id),
            daysOff: selectDaysOff(db, round.id),
            totals: selectEstateCounts(db, round.id, asked, seat),
            progress: selectVisitCounts(db, round.id),
            valueCounts: selectValueCounts(db, round.id),
          }),
          coordinating && round.stage === 'visiting' ? listFewVisited(db, round) : [],
        ])
      return {
        ...round,
        rubric: { id: rubric.id, title: rubric.title, version: rubric.version },
        totals: totals[0]!,
        estates: rows.map((estate) => ({ ...estate, visits: estate.visits ?? null })),
        next,
        mine,
        progress: coordinating ? progress[0]! : null,
        fewVisited,
        missingValues:
          coordinating && round.stage === 'visiting' ? await toMissing(db, round, totals[0]!.count, valueCounts) : [],
        steps: toSteps(roundMachine, steps),
        changes: toChanges(changes),
        daysOff,
        today,
      }
    }),

  /** The round alone, and the day its deadlines are measured by. */
  alone: member
    .input(OfRound)
    .query(async ({ ctx: { db, today }, input }) => ({ ...(await getRound(db, input.slug)), today })),

  /** The visits of a round as far as this seat may see them: the coordinator all, a visiting member its own. */
  visits: member
    .input(OfRound)
    .query(async ({ ctx: { db }, input }) => listVisits(db, { roundId: (await getRound(db, input.slug)).id })),
}
