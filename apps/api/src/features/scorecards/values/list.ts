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
import { readTogether } from '../../../rooms/together.ts'
import { selectEnded, sumUp } from '../surveys/queries.ts'
import { selectValues } from './queries.ts'
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
      const ids = rows.map(({ estateId }) => estateId)
      const { values, ended } = await readTogether(db, {
        values: selectValues(db, round.id, ids),
        ended: selectEnded(db, round.id, ids),
      })
      const offered = withoutValued(await sumUp(db, ended), values)
      const names = new Map(rows.map(({ estateId, name }) => [estateId, name]))
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
        offered: offered.map(({ estateId, answers, slips, means }) => ({
          ...{ estateId, name: names.get(estateId) ?? '', answers, slips },
          means: [...means].map(([indicator, mean]) => ({ indicator, ...mean })),
        })),
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
