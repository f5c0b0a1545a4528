import type { TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { recordIn } from '@bilin/domain/scorecards/seals/seal'
import { member } from '../../../trpc.ts'
import { listRatings } from './ratings.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'
import { OfVersion, pickVersion, sealsOf, type Version } from './versions.ts'

export const cardsProcedures = {
  /** The bands of a round, for everybody; `rawMean` only where the database lets this seat see it. */
  list: member.input(OfVersion).query(async ({ ctx: { db }, input }) => {
    const round = await getRound(db, input.slug)
    const version = pickVersion(round, input.version)
    return {
      round,
      version,
      seals: await sealsOf(db, round.id),
      rubric: await getRubric(db, round.rubricId),
      ratings: await listRatings(db, { roundId: round.id, version }),
      results: await listResults(db, { roundId: round.id, version }),
    }
  }),

  /** One estate's scorecard, with as much of it as this seat may see, and what it came to in other rounds. */
  card: member
    .input(OfVersion.extend({ estateId: id() }))
    .query(async ({ ctx: { db }, input: { estateId, ...input } }) => {
      const round = await getRound(db, input.slug)
      const version = pickVersion(round, input.version)
      const of = { roundId: round.id, version, estateId }
      const all = await listResults(db, of)
      const result =
        all.find((known) => known.estateId === estateId) ?? refuse('not_found', 'scorecards.result_not_found')
      return {
        round,
        version,
        seals: await sealsOf(db, round.id),
        sealed: await listedIn(db, of),
        rubric: await getRubric(db, round.rubricId),
        result,
        dimensions: await dimensionsOf(db, of),
        indicators: await indicatorsOf(db, of),
        findings: await listActiveFindings(db, of),
        decided: await decidedOf(db, of),
        neighbours: all.filter((known) => known.estateId !== estateId),
        history: await historyOf(db, estateId),
      }
    }),
}

type Of = Version & { estateId: string }

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
      'result.vetoed',
      'result.publishedAt',
      'resultTotal.rawMean',
      'resultTotal.uncappedMean',
      'resultTotal.adjusted',
      'resultTotal.low',
      'resultTotal.high',
      'resultTotal.linkedGroup',
    ])
}

/** By band, and within a band by name: not a league table. */
export function listResults(db: TenantDb, { roundId, version }: Version) {
  return selectResults(db)
    .where('result.roundId', '=', roundId)
    .where('result.version', '=', version)
    .orderBy('result.stars', 'desc')
    .orderBy('result.communityName')
    .orderBy('result.name')
    .execute()
}

function historyOf(db: TenantDb, estateId: string) {
  return selectResults(db)
    .innerJoin('round', (on) =>
      on.onRef('round.id', '=', 'result.roundId').onRef('round.version', '=', 'result.version'),
    )
    .select(['round.slug', 'round.title'])
    .where('result.estateId', '=', estateId)
    .orderBy('result.publishedAt')
    .execute()
}

function dimensionsOf(db: TenantDb, { roundId, version, estateId }: Of) {
  return db
    .selectFrom('resultDimension')
    .select(['dimension', 'weight', 'percent', 'capped', 'adjusted', 'low', 'high'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('estateId', '=', estateId)
    .orderBy('dimension')
    .execute()
}

function indicatorsOf(db: TenantDb, { roundId, version, estateId }: Of) {
  return db
    .selectFrom('resultIndicator')
    .select(['indicator', 'weight', 'percent', 'capped', 'marks', 'excluded', 'adjusted', 'low', 'high'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('estateId', '=', estateId)
    .orderBy('indicator')
    .execute()
}

function listActiveFindings(db: TenantDb, { roundId, version, estateId }: Of) {
  return db
    .selectFrom('resultFinding')
    .select(['id', 'indicator', 'severity', 'place', 'text', 'veto', 'response', 'decision'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('estateId', '=', estateId)
    .orderBy('severity')
    .orderBy('indicator')
    .orderBy('text')
    .execute()
}

/** Marks that were decided on, first and final. */
function decidedOf(db: TenantDb, { roundId, version, estateId }: Of) {
  return db
    .selectFrom('resultMark')
    .select(['id', 'indicator', 'first', 'final', 'response', 'decision'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where('estateId', '=', estateId)
    .orderBy('indicator')
    .orderBy('id')
    .execute()
}

/** The hash of this estate's card as the version's seal lists it; null where it was published before there were seals. */
async function listedIn(db: TenantDb, { roundId, version, estateId }: Of): Promise<string | null> {
  const seal = await db
    .selectFrom('seal')
    .select('document')
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .executeTakeFirst()
  const cards = (seal && recordIn(seal.document)?.cards) ?? []
  return cards.find(({ estate }) => estate === estateId)?.card ?? null
}
