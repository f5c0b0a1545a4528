import type { TenantDb } from '@bilin/db/tenant'

/** The last reminder of each company, of those this seat may see. */
export const selectNewestReminders = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('responseReminder')
    .distinctOn('companyId')
    .select(['companyId', 'note', 'sentAt'])
    .where('roundId', '=', roundId)
    .orderBy('companyId')
    .orderBy('sentAt', 'desc')

export const listNewestReminders = (db: TenantDb, roundId: string) => selectNewestReminders(db, roundId).execute()
