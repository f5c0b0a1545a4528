/** What the alliance keeps of a round on paper and in Excel: the plan of visits, and the results. */
import { dayOf } from '@bilin/domain/calendar'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { Column, Sheet } from '@bilin/sheets/sheet'
import { writeSheet } from '@bilin/sheets/write'
import { z } from 'zod'
import { member } from '../../../trpc.ts'
import { listFigures } from './figures.ts'
import { coordinating } from '../procedures.ts'
import { listResults } from './cards.ts'
import { getRound, listVisits } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubrics.ts'

const OfRound = z.strictObject({ slug: z.string().max(40) })

export const ledger = {
  /** The plan of visits as an .xlsx (base64). */
  planSheet: coordinating('scorecards.plan')
    .input(OfRound)
    .query(async ({ ctx: { db, locale }, input }) => {
      const round = await getRound(db, input.slug)
      const visits = await listVisits(db, { roundId: round.id })
      return workbook(locale, 'plan', round.title, {
        columns: columnsOf(locale, ['estate', 'community', 'company', 'visitor'], ['day', 'submitted']),
        rows: visits.map((visit) => ({
          estate: visit.estate,
          community: visit.communityName,
          company: visit.companyName,
          visitor: visit.reviewerTitle,
          day: visit.plannedOn,
          submitted: visit.submittedAt && dayOf(visit.submittedAt),
        })),
      })
    }),

  /** The results as an .xlsx (base64), with as many figures as this seat may see. */
  resultSheet: member.input(OfRound).query(async ({ ctx: { db, locale }, input }) => {
    const round = await getRound(db, input.slug)
    const { body } = await getRubric(db, round.rubricId)
    const figures = await listFigures(db, { roundId: round.id, version: round.version })
    const of = (id: string) => figures.filter(({ estateId }) => estateId === id)
    const dimensions = body.dimensions.map(({ code, zh, en }): Column => ({
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

type Rows = Parameters<typeof writeSheet>[1]

async function workbook(
  locale: Locale,
  what: 'plan' | 'results',
  round: string,
  { columns, rows }: Pick<Sheet, 'columns'> & { rows: Rows },
) {
  const title = say(`scorecards.ledger.${what}`, {}, locale)
  const notes = [say(`scorecards.ledger.${what}_note`, {}, locale)]
  const bytes = await writeSheet({ title, columns }, rows, { title: `${round} ${title}`, notes })
  return { name: `${round} ${title}.xlsx`, content: bytes.toString('base64') }
}

const columnsOf = (locale: Locale, texts: string[], days: string[]): Column[] => [
  ...texts.map((key): Column => ({ key, header: say(`scorecards.ledger.${key}`, {}, locale), kind: 'text' })),
  ...days.map((key): Column => ({ key, header: say(`scorecards.ledger.${key}`, {}, locale), kind: 'day' })),
]

const numbersOf = (locale: Locale, keys: string[]): Column[] =>
  keys.map((key) => ({ key, header: say(`scorecards.ledger.${key}`, {}, locale), kind: 'decimal' }))
