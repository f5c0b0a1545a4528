import type { TenantDb } from '@bilin/db/tenant'

export function publishedRounds(db: TenantDb) {
  return db
    .selectFrom('round')
    .innerJoin('rubric', 'rubric.id', 'round.rubricId')
    .select(['round.id', 'round.slug', 'round.title', 'round.publishedAt', 'rubric.body'])
    .where('round.stage', '=', 'published')
    .orderBy('round.closesOn', 'desc')
    .execute()
}

/** Everybody sees the bands; the figures beside them come as far as the asker may see them. */
export function resultsOf(db: TenantDb, roundIds: readonly string[]) {
  return db
    .selectFrom('result')
    .innerJoin('round', (join) =>
      join.onRef('round.id', '=', 'result.roundId').onRef('round.version', '=', 'result.version'),
    )
    .leftJoin('resultTotal as total', (join) =>
      join
        .onRef('total.roundId', '=', 'result.roundId')
        .onRef('total.version', '=', 'result.version')
        .onRef('total.estateId', '=', 'result.estateId'),
    )
    .select([
      'result.roundId',
      'result.estateId',
      'result.name',
      'result.kind',
      'result.communityId',
      'result.communityName',
    ])
    .select(['result.companyName', 'result.visits', 'result.stars'])
    .select(['total.rawMean', 'total.adjusted', 'total.low', 'total.high'])
    .where('result.roundId', '=', (eb) => eb.fn.any(eb.val(roundIds)))
    .orderBy('result.communityName')
    .orderBy('result.name')
    .execute()
}

export function dimensionsOf(db: TenantDb, roundId: string) {
  return db
    .selectFrom('resultDimension')
    .innerJoin('round', (join) =>
      join.onRef('round.id', '=', 'resultDimension.roundId').onRef('round.version', '=', 'resultDimension.version'),
    )
    .select(['estateId', 'dimension', 'percent'])
    .where('roundId', '=', roundId)
    .execute()
}
