/** Opening the visits of a round again: possible while nothing has been answered, and then deletes what was disclosed. */
import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'

/** Responses, those that were withdrawn, companies that have said that they are done, and decisions. */
export async function countAnswers(db: TenantDb, roundId: string): Promise<number> {
  const { answered } = await db
    .selectNoFrom((eb) => {
      const count = (table: 'response' | 'withdrawnResponse' | 'acceptance' | 'decision') =>
        eb
          .selectFrom(table)
          .select(sql<number>`count(*)::int`.as('count'))
          .where('roundId', '=', roundId)
      return sql<number>`${count('response')} + ${count('withdrawnResponse')} + ${count('acceptance')} + ${count('decision')}`.as(
        'answered',
      )
    })
    .executeTakeFirstOrThrow()
  return answered
}

export async function deleteDisclosed(db: TenantDb, roundId: string): Promise<void> {
  await db.deleteFrom('markSource').where('roundId', '=', roundId).execute()
  for (const table of ['disclosedDimension', 'mark', 'finding'] as const)
    await db.deleteFrom(table).where('roundId', '=', roundId).execute()
}
