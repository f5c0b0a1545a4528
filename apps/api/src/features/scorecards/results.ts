import type { TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { refuse } from '@bilin/domain/refusal'
import { z } from 'zod'
import { member } from '../../trpc.ts'
import { getRound } from './roundQueries.ts'
import { getRubric } from './rubrics.ts'

export const results = {
  /** The bands of a round, for everybody; `rawMean` only where the database lets this seat see it. */
  results: member
    .input(z.strictObject({ slug: z.string().max(40) }))
    .query(async ({ ctx: { db }, input }) => {
      const round = await getRound(db, input.slug)
      return { round, rubric: await getRubric(db, round.rubricId), results: await listResults(db, round.id) }
    }),

  /** One compound's scorecard, with as much of it as this seat may see, and what it came to in other rounds. */
  card: member
    .input(z.strictObject({ slug: z.string().max(40), estateId: id() }))
    .query(async ({ ctx: { db }, input: { slug, estateId } }) => {
      const round = await getRound(db, slug)
      const all = await listResults(db, round.id)
      const result =
        all.find((known) => known.estateId === estateId) ?? refuse('not_found', 'scorecards.result_not_found')
      return {
        round,
        rubric: await getRubric(db, round.rubricId),
        result,
        dimensions: await dimensionsOf(db, round.id, estateId),
        indicators: await indicatorsOf(db, round.id, estateId),
        findings: await findingsOf(db, round.id, estateId),
        neighbours: all.filter((known) => known.estateId !== estateId),
        history: await historyOf(db, estateId),
      }
    }),
}

function selectResults(db: TenantDb) {
  return db
    .selectFrom('result')
    .leftJoin('resultTotal', (on) =>
      on
        .onRef('resultTotal.tenantId', '=', 'result.tenantId')
        .onRef('resultTotal.roundId', '=', 'result.roundId')
        .onRef('resultTotal.estateId', '=', 'result.estateId'),
    )
    .select([
      'result.estateId', 'result.name', 'result.kind', 'result.households', 'result.communityId', 'result.communityName',
      'result.companyId', 'result.companyName', 'result.visits', 'result.stars', 'result.publishedAt',
      'resultTotal.rawMean', 'resultTotal.uncappedMean', 'resultTotal.adjusted', 'resultTotal.low', 'resultTotal.high',
    ]) // prettier-ignore
}

/** By band, and within a band by name: not a league table. */
export function listResults(db: TenantDb, roundId: string) {
  return selectResults(db)
    .where('result.roundId', '=', roundId)
    .orderBy('result.stars', 'desc')
    .orderBy('result.communityName')
    .orderBy('result.name')
    .execute()
}

function historyOf(db: TenantDb, estateId: string) {
  return selectResults(db)
    .innerJoin('round', (on) =>
      on.onRef('round.tenantId', '=', 'result.tenantId').onRef('round.id', '=', 'result.roundId'),
    )
    .select(['round.slug', 'round.title'])
    .where('result.estateId', '=', estateId)
    .orderBy('result.publishedAt')
    .execute()
}

function dimensionsOf(db: TenantDb, roundId: string, estateId: string) {
  return db
    .selectFrom('resultDimension')
    .select(['dimension', 'weight', 'percent', 'capped'])
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .orderBy('dimension')
    .execute()
}

function indicatorsOf(db: TenantDb, roundId: string, estateId: string) {
  return db
    .selectFrom('resultIndicator')
    .select(['indicator', 'weight', 'percent', 'capped', 'marks', 'excluded'])
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .orderBy('indicator')
    .execute()
}

function findingsOf(db: TenantDb, roundId: string, estateId: string) {
  return db
    .selectFrom('resultFinding')
    .select(['id', 'indicator', 'severity', 'place', 'text', 'reply', 'ruling'])
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .orderBy('severity')
    .orderBy('indicator')
    .orderBy('text')
    .execute()
}
