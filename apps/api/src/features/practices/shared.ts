/** Shared practices in an alliance. The policy `visible_until_withdrawn` decides who may still read one. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'

export async function getShared(db: TenantDb, practiceId: string, version?: number) {
  return selectShared(db, practiceId)
    .$if(version !== undefined, (qb) => qb.where('s.version', '=', version!))
    .orderBy('s.version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'practices.not_found'))
}

export function listPracticeVersions(db: TenantDb, practiceId: string) {
  return db
    .selectFrom('sharedPractice')
    .select(['version', 'publishedAt'])
    .where('practiceId', '=', practiceId)
    .orderBy('version', 'desc')
    .limit(100)
    .execute()
}

/** The indicators of the alliance's newest rubric, with their names, in the rubric's order. */
export async function listIndicators(db: TenantDb) {
  const newest = db.selectFrom('rubric').select('body').orderBy('madeAt', 'desc').orderBy('id').limit(1)
  const { rows } = await sql<{ code: string; zh: string; en: string }>`
    select indicator ->> 'code' as code, indicator ->> 'zh' as zh, coalesce(indicator ->> 'en', '') as en
      from ${newest} newest,
           jsonb_array_elements(newest.body -> 'dimensions') with ordinality as dimension (body, place),
           jsonb_array_elements(dimension.body -> 'indicators') with ordinality as listed (indicator, place)
     order by dimension.place, listed.place`.execute(db)
  return rows
}

/** Practices that other members have published since a moment, for the home page. */
export function listRecentlyShared(db: TenantDb, actingTenantId: string, since: Date, today: Day) {
  return db
    .selectFrom('sharedPractice as s')
    .leftJoin('neighbour as member', 'member.id', 's.authorTenantId')
    .select(['s.practiceId', 's.title', 's.version', 's.publishedAt', 'member.name as member'])
    .where('s.authorTenantId', '<>', actingTenantId)
    .where('s.supersededAt', 'is', null)
    .where('s.withdrawnAt', 'is', null)
    .where((eb) => eb.or([eb('s.until', 'is', null), eb('s.until', '>=', today)]))
    .where('s.publishedAt', '>=', since)
    .orderBy('s.publishedAt', 'desc')
    .limit(10)
    .execute()
}

const selectShared = (db: TenantDb, practiceId: string) =>
  db
    .selectFrom('sharedPractice as s')
    .leftJoin('neighbour as member', 'member.id', 's.authorTenantId')
    .select([
      's.practiceId',
      's.version',
      's.title',
      's.problem',
      's.steps',
      's.cost',
      's.result',
      's.place',
      's.indicators',
    ])
    .select(['s.purpose', 's.until', 's.publishedAt', 's.supersededAt', 's.withdrawnAt', 's.authorTenantId'])
    .select(['member.name as member', 'member.slug as memberSlug', 'member.example'])
    .where('s.practiceId', '=', practiceId)
