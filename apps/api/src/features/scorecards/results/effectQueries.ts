import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'

/** Practices that somebody had adopted by a day, in their current version, with the indicators they aim at. */
export function listAdopted(db: TenantDb, by: string) {
  return db
    .selectFrom('sharedPractice as s')
    .select(['s.practiceId', 's.version as practiceVersion', 's.authorTenantId as sourceId', 's.indicators'])
    .where('s.supersededAt', 'is', null)
    .where('s.withdrawnAt', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('adoption as a')
          .select('a.id')
          .whereRef('a.practiceId', '=', 's.practiceId')
          .where('a.since', '<=', by),
      ),
    )
    .orderBy('s.practiceId')
    .execute()
}

export function listAdoptions(db: TenantDb) {
  return db
    .selectFrom('adoption')
    .select(['practiceId', 'authorTenantId', 'listedEstateId', 'since', 'endedOn'])
    .orderBy('since')
    .orderBy('id')
    .execute()
}

/** Disclosed indicator results of the published rounds that closed before a day, in each round's newest version. */
export function listEarlierScores(db: TenantDb, day: string, indicators: readonly string[]) {
  return db
    .selectFrom('resultIndicator as r')
    .innerJoin('round', (on) => on.onRef('round.id', '=', 'r.roundId').onRef('round.version', '=', 'r.version'))
    .select(['r.roundId', 'round.opensOn', 'round.closesOn', 'r.estateId', 'r.communityId', 'r.companyId'])
    .select(['r.indicator', 'r.percent'])
    .where('round.stage', '=', 'published')
    .where('round.closesOn', '<', day)
    .where('r.indicator', '=', sql<string>`any(${indicators as string[]}::text[])`)
    .where('r.disclosed', '=', true)
    .where('r.percent', 'is not', null)
    .$narrowType<{ percent: number }>()
    .execute()
}
