/** A member's practices in its own tenant, published or not. */
import type { TenantDb } from '@bilin/db/tenant'
import type { PracticeDraft } from '@bilin/domain/practices/practice'
import { refuse } from '@bilin/domain/refusal'
import { inNameOrder } from '../../rooms/nameOrder.ts'

const HALF_AN_HOUR = 30 * 60_000

export function listOwnPractices(db: TenantDb) {
  return db
    .selectFrom('practice')
    .select(['id', 'title', 'place', 'indicators', 'problem', 'steps', 'result', 'revision', 'changedAt'])
    .orderBy('changedAt', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()
}

export async function listTitles(db: TenantDb) {
  const rows = await db.selectFrom('practice').select(['id', 'title']).limit(1000).execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}

export const getOwnPractice = (db: TenantDb, id: string) => selectOwnPractices(db, id).executeTakeFirstOrThrow(notFound)

export const lockOwnPractice = (db: TenantDb, id: string) =>
  selectOwnPractices(db, id).forUpdate().executeTakeFirstOrThrow(notFound)

/** Returns undefined when a practice with this id exists already. */
export function insertOwnPractice(db: TenantDb, draft: PracticeDraft & { id?: string }) {
  return db
    .insertInto('practice')
    .values(draft)
    .onConflict((oc) => oc.columns(['tenantId', 'id']).doNothing())
    .returning(['id', 'revision'])
    .executeTakeFirst()
}

export function updateOwnPractice(db: TenantDb, now: Date, id: string, draft: PracticeDraft) {
  return db
    .updateTable('practice')
    .set((eb) => ({ ...draft, revision: eb('revision', '+', 1), changedAt: now }))
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow()
}

export async function deleteOwnPractice(db: TenantDb, id: string) {
  await db.deleteFrom('practice').where('id', '=', id).execute()
}

/** Whether this person's change is in the event log already. Drafts save themselves, so one event covers half an hour of writing. */
export async function wasLoggedLately(db: TenantDb, now: Date, id: string, personId: string) {
  const line = await db
    .selectFrom('event')
    .select('id')
    .where('name', 'in', ['practices.written', 'practices.changed'])
    .where('subjectId', '=', id)
    .where('personId', '=', personId)
    .where('at', '>', new Date(now.getTime() - HALF_AN_HOUR))
    .limit(1)
    .executeTakeFirst()
  return line !== undefined
}

/** Names of the community's estates, for the field "place". */
export async function listOwnEstates(db: TenantDb) {
  const rows = await db
    .selectFrom('estate')
    .select('name')
    .where('removedAt', 'is', null)
    .orderBy(inNameOrder('name'))
    .limit(200)
    .execute()
  return rows.map(({ name }) => name)
}

function selectOwnPractices(db: TenantDb, id: string) {
  return db
    .selectFrom('practice')
    .select(['id', 'title', 'problem', 'steps', 'cost', 'result', 'place', 'indicators', 'revision', 'changedAt'])
    .where('id', '=', id)
}

const notFound = () => refuse('not_found', 'practices.not_found')
