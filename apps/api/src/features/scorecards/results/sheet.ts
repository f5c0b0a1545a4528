import { say } from '@bilin/i18n/say'
import type { SheetColumn } from '@bilin/sheets/sheet'
import { z } from 'zod'
import { member } from '../../../trpc.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'
import { columnsOf, numbersOf, workbook } from '../workbook.ts'
import { listResults } from './cards.ts'
import { listFigures } from './figures.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })

export const resultSheetProcedures = {
  /** The results as a workbook, with as many figures as this seat may see. */
  sheet: member.input(OfRound).query(async ({ ctx: { db, locale }, input }) => {
    const round = await getRound(db, input.slug)
    const { body } = await getRubric(db, round.rubricId)
    const figures = await listFigures(db, { roundId: round.id, version: round.version })
    const of = (id: string) => figures.filter(({ estateId }) => estateId === id)
    const dimensions = body.dimensions.map(({ code, zh, en }): SheetColumn => ({
      key: code,
      header: locale === 'en' && en ? en : zh,
      kind: 'decimal',
    }))
    return workbook(locale, 'results', round.title, {
      columns: [
        ...columnsOf(locale, ['estate', 'community', 'company', 'kind'], []),
        ...numbersOf(locale, ['visits', 'stars', 'raw_mean']),
        ...dimensions,
      ],
      rows: (await listResults(db, { roundId: round.id, version: round.version })).map((result) => ({
        ...Object.fromEntries(of(result.estateId).map(({ dimension, percent }) => [dimension, percent])),
        estate: result.name,
        community: result.communityName,
        company: result.companyName,
        kind: say(`scorecards.kind.${result.kind}`, {}, locale),
        visits: result.visits,
        stars: result.stars,
        raw_mean: result.rawMean,
      })),
    })
  }),
}
