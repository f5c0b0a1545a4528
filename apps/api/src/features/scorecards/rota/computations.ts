/** A row for each proposal being computed. Deleting the row cancels the computation. */
import type { TenantDb } from '@bilin/db/tenant'
import type { SolverStep } from '@bilin/domain/scorecards/rota/problem'

/** Replaces, and so cancels, another computation of the same round. */
export async function insertComputation(db: TenantDb, roundId: string): Promise<string> {
  await deleteComputationOfRound(db, roundId)
  const { id } = await db.insertInto('rotaComputation').values({ roundId }).returning('id').executeTakeFirstOrThrow()
  return id
}

const columns = ['id', 'step', 'done', 'whole as of', 'failed'] as const

export function getComputation(db: TenantDb, id: string) {
  return db
    .selectFrom('rotaComputation')
    .select([...columns, 'roundId'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export const selectComputation = (db: TenantDb, roundId: string) =>
  db.selectFrom('rotaComputation').select(columns).where('roundId', '=', roundId)

/** Returns false when the computation was cancelled. */
export async function updateComputation(
  db: TenantDb,
  id: string,
  change: { step: SolverStep; done: number; whole: number } | { failed: true },
): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('rotaComputation').set(change).where('id', '=', id).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Returns false when the row is already gone: cancelled, or finished by another run. */
export async function deleteComputation(db: TenantDb, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('rotaComputation').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteComputationOfRound(db: TenantDb, roundId: string): Promise<void> {
  await db.deleteFrom('rotaComputation').where('roundId', '=', roundId).execute()
}
