import type { AuthDb } from '@bilin/db/tenant'

/** What others know of the person of the transaction, and so no password is made of. */
export async function listKnown(db: AuthDb, personId: string): Promise<string[]> {
  const { name, phone } = await db
    .selectFrom('person')
    .select(['name', 'phone'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return [name, phone ?? '']
}
