import type { TenantDb } from '@bilin/db/tenant'
import type { EventName } from '@bilin/domain/events'

/** Tells the tenant what happened, in the same transaction that made it so. */
export async function record(db: TenantDb, name: EventName, subjectId: string, details: object = {}): Promise<void> {
  await db
    .insertInto('event')
    .values({ name, subjectId, details: JSON.stringify(details) })
    .execute()
}
