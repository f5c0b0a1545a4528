/** Who took over what, for which estate, and what published rounds could say of it. */
import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'

type Taken = {
  practiceId: string
  version: number
  title: string
  sourceId: string
  listedEstateId: string | null
  place: string
  reason: string
  since: string
}

export function listAdopters(db: TenantDb, practiceId: string) {
  return db
    .selectFrom('adoption as a')
    .leftJoin('tenant as adopter', 'adopter.id', 'a.authorTenantId')
    .select([
      'a.id',
      'a.authorTenantId',
      'a.version',
      'a.listedEstateId',
      'a.place',
      'a.reason',
      'a.since',
      'a.endedOn',
      'a.outcome',
    ])
    .select(['adopter.name as adopter', 'adopter.kind'])
    .where('a.practiceId', '=', practiceId)
    .orderBy('a.since')
    .orderBy('a.id')
    .limit(500)
    .execute()
}

/** What this member took over, also where the practice was withdrawn since: `shared` says whether it can still be read. */
export function listTakenBy(db: TenantDb, actingTenantId: string) {
  return db
    .selectFrom('adoption as a')
    .leftJoin('tenant as source', 'source.id', 'a.sourceId')
    .select([
      'a.id',
      'a.practiceId',
      'a.version',
      'a.title',
      'a.place',
      'a.reason',
      'a.since',
      'a.endedOn',
      'a.outcome',
    ])
    .select('source.name as source')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('sharedPractice as s')
            .select('s.id')
            .whereRef('s.practiceId', '=', 'a.practiceId')
            .whereRef('s.version', '=', 'a.version'),
        )
        .as('readable'),
    )
    .where('a.authorTenantId', '=', actingTenantId)
    .orderBy('a.since', 'desc')
    .orderBy('a.id')
    .limit(500)
    .execute()
}

export function insertAdoption(db: TenantDb, taken: Taken) {
  return db.insertInto('adoption').values(taken).returning('id').executeTakeFirstOrThrow()
}

export function lockAdoption(db: TenantDb, actingTenantId: string, id: string) {
  return db
    .selectFrom('adoption')
    .select(['id', 'practiceId', 'title', 'place', 'since', 'endedOn'])
    .where('authorTenantId', '=', actingTenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => refuse('not_found', 'practices.not_found'))
}

export async function endAdoption(db: TenantDb, id: string, end: { endedOn: string; outcome: string }) {
  await db.updateTable('adoption').set(end).where('id', '=', id).execute()
}

/** Estates this member answers for in the alliance: its own, or those it serves. */
export function listAnsweredFor(db: TenantDb, actingTenantId: string) {
  return db
    .selectFrom('listedEstate')
    .select(['id', 'name', 'kind'])
    .where('withdrawnAt', 'is', null)
    .where((eb) => eb.or([eb('authorTenantId', '=', actingTenantId), eb('companyId', '=', actingTenantId)]))
    .orderBy('name')
    .limit(200)
    .execute()
}
