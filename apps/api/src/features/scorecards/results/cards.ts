import type { TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'
import { selectFilesOf } from '../../../rooms/files/links.ts'
import { readTogether } from '../../../rooms/together.ts'
import { member } from '../../../trpc.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { resultFindingFiles } from './files.ts'
import { selectUnopenedCards } from './openings/queries.ts'
import { OfVersion, pickVersion, selectPublishedVersions, type Version } from './versions.ts'
import { inNameOrder } from '../../../rooms/nameOrder.ts'

export const cardsProcedures = {
  /** One estate's scorecard, as far as this seat may see it, with its results in other rounds. */
  card: member
    .input(OfVersion.extend({ estateId: id() }))
    .query(async ({ ctx: { db, seat }, input: { estateId, ...input } }) => {
      const round = await getRound(db, input.slug)
      const version = pickVersion(round, input.version)
      const of = { roundId: round.id, version, estateId }
      const [rubric, { results, neighbours, unopened, ...parts }] = await Promise.all([
        getRubric(db, round.rubricId),
        readTogether(db, {
          results: selectResult(db, of),
          seals: selectPublishedVersions(db, round.id),
          dimensions: selectDimensions(db, of),
          indicators: selectCardIndicators(db, of),
          findings: selectActiveFindings(db, of),
          decided: selectDecidedMarks(db, of),
          neighbours: selectNeighbours(db, of),
          history: selectOtherRounds(db, estateId),
          unopened: selectUnopenedCards(db, of, seat),
        }),
      ])
      const { cardHash, ...result } = results[0] ?? refuse('not_found', 'scorecards.result_not_found')
      return {
        round,
        version,
        /** The hash of this card; null where it was published before there were seals. */
        sealed: cardHash,
        rubric,
        result,
        ...parts,
        neighbours: neighbours.map(({ others: _, ...neighbour }) => neighbour),
        others: neighbours[0]?.others ?? 0,
        /** It is the caller's own card, and nobody of its tenant has opened it. */
        unopened: unopened.length > 0,
      }
    }),
}

type Of = Version & { estateId: string }

/** The others are on the page of results. */
const MAX_NEIGHBOURS = 24

function selectResults(db: TenantDb) {
  return db
    .selectFrom('result')
    .leftJoin('resultTotal', (on) =>
      on
        .onRef('resultTotal.roundId', '=', 'result.roundId')
        .onRef('resultTotal.version', '=', 'result.version')
        .onRef('resultTotal.estateId', '=', 'result.estateId'),
    )
    .select([
      'result.estateId',
      'result.name',
      'result.kind',
      'result.households',
      'result.communityId',
      'result.communityName',
      'result.companyId',
      'result.companyName',
      'result.visits',
      'result.stars',
      'result.unrated',
      'result.vetoed',
      'result.publishedAt',
      'resultTotal.rawMean',
      'resultTotal.uncappedMean',
      'resultTotal.covered',
      'resultTotal.adjusted',
      'resultTotal.low',
      'resultTotal.high',
      'resultTotal.linkedGroup',
      'resultTotal.rule',
      'resultTotal.place',
      'resultTotal.tied',
    ])
}

/** Sorted by stars, then by name: the order within a band must not show who scored higher. */
export function listResults(db: TenantDb, { roundId, version }: Version) {
  return selectResults(db)
    .where('result.roundId', '=', roundId)
    .where('result.version', '=', version)
    .orderBy('result.stars', (order) => order.desc().nullsLast())
    .orderBy(inNameOrder('result.communityName'))
    .orderBy(inNameOrder('result.name'))
    .execute()
}

/** This estate's, with the hash of its card; the hash is null where it was published before there were seals. */
const selectResult = (db: TenantDb, { roundId, version, estateId }: Of) =>
  selectResults(db)
    .select('result.cardHash')
    .where('result.roundId', '=', roundId)
    .where('result.version', '=', version)
    .where('result.estateId', '=', estateId)

/** The best of the others, from whom to learn; `others` is how many there are. */
const selectNeighbours = (db: TenantDb, { roundId, version, estateId }: Of) =>
  db
    .selectFrom('result')
    .select(['estateId', 'name', 'kind', 'communityName', 'companyName', 'stars', 'unrated'])
    .select(sql<number>`(count(*) over ())::int`.as('others'))
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('estateId', '!=', estateId)
    .orderBy('stars', (order) => order.desc().nullsLast())
    .orderBy(inNameOrder('communityName'))
    .orderBy(inNameOrder('name'))
    .orderBy('estateId')
    .limit(MAX_NEIGHBOURS)

const selectOtherRounds = (db: TenantDb, estateId: string) =>
  selectResults(db)
    .innerJoin('round', (on) =>
      on.onRef('round.id', '=', 'result.roundId').onRef('round.version', '=', 'result.version'),
    )
    .select(['round.slug', 'round.title'])
    .where('result.estateId', '=', estateId)
    .orderBy('result.publishedAt')

const selectDimensions = (db: TenantDb, { roundId, version, estateId }: Of) =>
  db
    .selectFrom('resultDimension')
    .select(['dimension', 'weight', 'percent', 'capped', 'adjusted', 'low', 'high'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('estateId', '=', estateId)
    .orderBy('dimension')

/** With where its value comes from, of an indicator that no reviewer marks. */
const selectCardIndicators = (db: TenantDb, { roundId, version, estateId }: Of) =>
  db
    .selectFrom('resultIndicator as result')
    .leftJoin('resultValue as value', (on) =>
      on
        .onRef('value.roundId', '=', 'result.roundId')
        .onRef('value.version', '=', 'result.version')
        .onRef('value.estateId', '=', 'result.estateId')
        .onRef('value.indicator', '=', 'result.indicator'),
    )
    .select(['result.indicator', 'result.weight', 'result.percent', 'result.capped', 'result.marks', 'result.excluded'])
    .select(['result.adjusted', 'result.low', 'result.high'])
    .select(['value.origin', 'value.counted', 'value.numerator', 'value.denominator', 'value.source', 'value.asOf'])
    .select(['value.periodFrom', 'value.periodUntil'])
    .where('result.roundId', '=', roundId)
    .where('result.version', '=', version)
    .where('result.estateId', '=', estateId)
    .orderBy('result.indicator')

const selectActiveFindings = (db: TenantDb, { roundId, version, estateId }: Of) =>
  db
    .selectFrom('resultFinding')
    .select(['id', 'indicator', 'severity', 'place', 'text', 'veto', 'liftedVeto', 'response', 'decision'])
    .select(selectFilesOf(db, resultFindingFiles, 'resultFinding.id').as('photos'))
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('estateId', '=', estateId)
    .orderBy('severity')
    .orderBy('indicator')
    .orderBy('text')

/** Marks that were decided on, before (`first`) and after (`final`). */
const selectDecidedMarks = (db: TenantDb, { roundId, version, estateId }: Of) =>
  db
    .selectFrom('resultMark')
    .select(['id', 'indicator', 'first', 'final', 'response', 'decision'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('estateId', '=', estateId)
    .orderBy('indicator')
    .orderBy('id')
