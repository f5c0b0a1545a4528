import { EstateListing } from '@bilin/domain/scorecards/rounds/listing'
import { listSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { z } from 'zod'
import { listFiles } from '../../../rooms/files/links.ts'
import { coordinating } from '../procedures.ts'
import { listEstatePage, selectEstateCounts } from '../rounds/estatePage.ts'
import { listMissingValues } from '../rounds/missingValues.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { valueFiles } from './files.ts'
import { listSurveyResults } from '../surveys/queries.ts'
import { listValues } from './queries.ts'
import { withoutValued } from './taking.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })

export const valueListProcedures = {
  /** The sourced indicators of a round with the values of a page of its estates, and what is missing in the whole round. */
  list: coordinating('scorecards.enter_values')
    .input(OfRound.extend(EstateListing.shape))
    .query(async ({ ctx: { db, seat, today }, input: { slug, ...asked } }) => {
      const round = await getRound(db, slug)
      const { body } = await getRubric(db, round.rubricId)
      const totals = await selectEstateCounts(db, round.id, asked, seat).executeTakeFirstOrThrow()
      const { rows, next } = await listEstatePage(db, round.id, asked, seat)
      const values = await listValues(
        db,
        round.id,
        rows.map(({ estateId }) => estateId),
      )
      const surveyed = await listSurveyResults(
        db,
        round.id,
        rows.map(({ estateId }) => estateId),
      )
      const offered = new Map(withoutValued(surveyed, values).map((result) => [result.estateId, result]))
      const byEstate = Map.groupBy(values, ({ estateId }) => estateId)
      const evidence = await listFiles(
        db,
        valueFiles,
        values.map(({ id }) => id),
      )
      return {
        round,
        today,
        indicators: round.sourced ? listSourced(body) : [],
        missing: await listMissingValues(db, round),
        totals,
        next,
        evidence,
        offered: rows.flatMap(({ estateId, name }) => {
          const found = offered.get(estateId)
          if (!found) return []
          const { means, answers, slips } = found
          return [
            { estateId, name, answers, slips, means: [...means].map(([indicator, mean]) => ({ indicator, ...mean })) },
          ]
        }),
        estates: rows.map(({ estateId, name, communityName, companyName }) => ({
          estateId,
          name,
          communityName,
          companyName,
          values: byEstate.get(estateId) ?? [],
        })),
      }
    }),
}
