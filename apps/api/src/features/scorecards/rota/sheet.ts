import { toDay } from '@bilin/domain/calendar'
import { z } from 'zod'
import { FromPage, nameSource } from '../../../rooms/sheetSource.ts'
import { coordinating } from '../procedures.ts'
import { getRound, listVisits } from '../rounds/queries.ts'
import { textColumns, workbook } from '../workbook.ts'

export const rotaSheetProcedures = {
  /** The plan of visits as a workbook. */
  sheet: coordinating('scorecards.plan')
    .input(z.strictObject({ slug: z.string().max(40), ...FromPage }))
    .query(async ({ ctx: { db, locale }, input }) => {
      const round = await getRound(db, input.slug)
      const visits = await listVisits(db, { roundId: round.id })
      const source = nameSource(round, input.address, locale)
      return workbook(
        locale,
        'plan',
        { title: round.title, source },
        {
          columns: textColumns(locale, ['estate', 'community', 'company', 'reviewer'], ['day', 'submitted']),
          rows: visits.map((visit) => ({
            estate: visit.estate,
            community: visit.communityName,
            company: visit.companyName,
            reviewer: visit.reviewerTitle,
            day: visit.plannedOn,
            submitted: visit.submittedAt && toDay(visit.submittedAt),
          })),
        },
      )
    }),
}
