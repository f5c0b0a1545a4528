/** Adoptions: who adopted which practice, for which estate, from when until when. */
import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { inNameOrder } from '../../rooms/nameOrder.ts'

type NewAdoption = {
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
    .leftJoin('neighbour as adopter', 'adopter.id', 'a.authorTenantId')
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

/** This member's adoptions, including those of practices withdrawn since; `readable` says whether the practice can still be read. */
export function listOwnAdoptions(db: TenantDb, actingTenantId: string) {
  return db
    .selectFrom('adoption as a')
    .leftJoin('neighbour as source', 'source.id', 'a.sourceId')
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

export function insertAdoption(db: TenantDb, taken: NewAdoption) {
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

export async function updateEndedAdoption(db: TenantDb, id: string, end: { endedOn: string; outcome: string }) {
  await db.updateTable('adoption').set(end).where('id', '=', id).execute()
}

/** The estates of the alliance for which this member may adopt a practice: its own, or those it serves. */
export function listAdoptableEstates(db: TenantDb, actingTenantId: string) {
  return db
    .selectFrom('listedEstate')
    .select(['id', 'name', 'kind'])
    .where('withdrawnAt', 'is', null)
    .where((eb) => eb.or([eb('authorTenantId', '=', actingTenantId), eb('companyId', '=', actingTenantId)]))
    .orderBy(inNameOrder('name'))
    .limit(200)
    .execute()
}
