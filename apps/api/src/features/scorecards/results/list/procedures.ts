import { ResultListing } from '@bilin/domain/scorecards/rounds/listing'
import { readTogether } from '../../../../rooms/together.ts'
import { member } from '../../../../trpc.ts'
import { getRound } from '../../rounds/queries.ts'
import { getRubric } from '../../rubrics/rubric.ts'
import { selectRatings } from '../ratings.ts'
import { selectUnopenedCards } from '../openings/queries.ts'
import { OfVersion, pickVersion, selectPublishedVersions } from '../versions.ts'
import { listResultPage, selectNotReviewed, selectSeenResults } from './page.ts'
import { placeByOverlap, selectScores, summarizeResults } from './totals.ts'

export const listProcedures = {
  /**
   * The star bands of a round, for everybody, a page at a time; `rawMean` is null where this seat may not see it. `compares`: this
   * seat sees every score, and reads the page's figures by dimension; otherwise `seen` has those of the estates whose score it sees.
   * `stars` is null where there were too few visits, or too little was assessed; `notReviewed` had none.
   */
  list: member.input(OfVersion.extend(ResultListing.shape)).query(async ({ ctx: { db, seat }, input }) => {
    const round = await getRound(db, input.slug)
    const version = pickVersion(round, input.version)
    const of = { roundId: round.id, version }
    const totals = await summarizeResults(db, of, input, seat)
    const compares = totals.count > 0 && totals.seen === totals.count
    const sort = input.sort === 'score' && !compares ? 'stars' : input.sort
    const [{ rows, next }, { scores, unopened, ...beside }, { body }] = await Promise.all([
      listResultPage(db, of, { ...input, sort }, seat, compares),
      readTogether(db, {
        scores: selectScores(db, of, compares),
        seen: selectSeenResults(db, of, !compares && totals.seen > 0),
        seals: selectPublishedVersions(db, round.id),
        ratings: selectRatings(db, of),
        notReviewed: selectNotReviewed(db, of),
        unopened: selectUnopenedCards(db, of, seat).limit(input.own ? 1 : 0),
      }),
      getRubric(db, round.rubricId),
    ])
    const places = compares ? placeByOverlap(scores) : null
    return {
      round,
      version,
      ...beside,
      dimensions: body.dimensions.map(({ code, zh, en }) => ({ code, zh, en })),
      vetoes: body.vetoes,
      totals,
      /** Only the caller's own are asked for, and nobody of its tenant has opened them all. */
      unopened: unopened.length > 0,
      compares,
      results: rows.map((row) => ({
        ...row,
        place: row.place ?? places?.get(row.estateId)?.place ?? null,
        tied: row.tied ?? places?.get(row.estateId)?.tied ?? null,
        values: row.values ?? null,
      })),
      next,
    }
  }),
}
