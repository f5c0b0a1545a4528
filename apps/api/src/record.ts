import type { TenantDb } from '@bilin/db/tenant'
import type { EventName } from '@bilin/domain/events'

/** Adds to the tenant's event log, in the transaction of the change itself. */
export async function record(db: TenantDb, name: EventName, subjectId: string, details: object = {}): Promise<void> {
  await db
    .insertInto('event')
    .values({ name, subjectId, details: JSON.stringify(details) })
    .execute()
}
