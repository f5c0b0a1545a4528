import { say } from '@bilin/i18n/say'
import type { SheetColumn } from '@bilin/sheets/sheet'
import { FromPage, nameSource } from '../../../rooms/sheetSource.ts'
import { member } from '../../../trpc.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { nameVetoes, textColumns, numberColumns, workbook } from '../workbook.ts'
import { listResults } from './cards.ts'
import { listFigures } from './figures.ts'
import { selectNotReviewed } from './list/page.ts'
import { OfVersion, pickVersion } from './versions.ts'

const notReviewed = 'scorecards.results.not_reviewed'
const whyUnrated = ({ visits, unrated }: { visits: number; unrated: string | null }) =>
  visits === 0
    ? notReviewed
    : unrated === 'little_covered'
      ? 'scorecards.results.little_covered'
      : 'scorecards.results.too_few_visits'
const noScore = { vetoed: [], adjusted: null, low: null, high: null, tied: null, rawMean: null, covered: null }
const toUnrated = <T extends object>(estate: T) => ({ ...estate, visits: 0, stars: null, unrated: null, ...noScore })

export const resultSheetProcedures = {
  /** The results of one version as a workbook, with as many figures as this seat may see. */
  sheet: member.input(OfVersion.extend(FromPage)).query(async ({ ctx: { db, locale }, input }) => {
    const round = await getRound(db, input.slug)
    const { body } = await getRubric(db, round.rubricId)
    const version = pickVersion(round, input.version)
    const of = { roundId: round.id, version }
    const figures = await listFigures(db, of)
    const figuresOf = (id: string) => figures.filter(({ estateId }) => estateId === id)
    const results = await listResults(db, of)
    const tied = results.some(({ tied }) => tied !== null && tied > 1)
    const dimensions = body.dimensions.map(({ code, zh, en }): SheetColumn => ({
      key: code,
      header: locale === 'en' && en ? en : zh,
      kind: 'decimal',
    }))
    const publishedAt = results[0]?.publishedAt ?? null
    const source = nameSource({ ...round, version, publishedAt }, input.address, locale)
    return workbook(
      locale,
      'results',
      { title: round.title, source },
      {
        columns: [
          ...textColumns(locale, ['estate', 'community', 'company', 'kind'], []),
          ...numberColumns(locale, ['visits', 'stars', 'adjusted', 'low', 'high']),
          ...textColumns(locale, results.some(({ vetoed }) => vetoed.length > 0) ? ['veto', 'tied'] : ['tied'], []),
          ...numberColumns(locale, ['raw_mean', 'covered']),
          ...dimensions,
          ...textColumns(locale, ['note'], []),
        ],
        notes: tied ? [say('scorecards.results.rating.tie_says_difference', {}, locale)] : [],
        rows: [...results, ...(await selectNotReviewed(db, of).execute()).map(toUnrated)].map((result) => ({
          ...Object.fromEntries(figuresOf(result.estateId).map(({ dimension, percent }) => [dimension, percent])),
          estate: result.name,
          community: result.communityName,
          company: result.companyName,
          kind: say(`scorecards.kind.${result.kind}`, {}, locale),
          visits: result.visits,
          stars: result.stars,
          veto: nameVetoes(body.vetoes, result.vetoed, locale),
          adjusted: result.adjusted,
          low: result.low,
          high: result.high,
          tied:
            result.tied !== null && result.tied > 1
              ? say('scorecards.results.tie_more', { count: result.tied - 1 }, locale)
              : '',
          raw_mean: result.rawMean,
          covered: result.covered,
          note: result.stars === null ? say(whyUnrated(result), {}, locale) : null,
        })),
      },
    )
  }),
}
