/** The rows that say a proposal is being computed: there as long as it is wanted. */
import type { TenantDb } from '@bilin/db/tenant'
import type { SolverStep } from '@bilin/domain/scorecards/rota/problem'

/** Another one of the same round is given up. */
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

export function getComputationOfRound(db: TenantDb, roundId: string) {
  return db.selectFrom('rotaComputation').select(columns).where('roundId', '=', roundId).executeTakeFirst()
}

/** False when nobody wants it any more. */
export async function updateComputation(
  db: TenantDb,
  id: string,
  change: { step: SolverStep; done: number; whole: number } | { failed: true },
): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('rotaComputation').set(change).where('id', '=', id).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** False when somebody else has taken it away. */
export async function deleteComputation(db: TenantDb, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('rotaComputation').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteComputationOfRound(db: TenantDb, roundId: string): Promise<void> {
  await db.deleteFrom('rotaComputation').where('roundId', '=', roundId).execute()
}
