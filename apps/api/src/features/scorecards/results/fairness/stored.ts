/** The fairness of a round: read where it was computed before, else computed in the thread, by one for all who ask. */
import type { TenantDb } from '@bilin/db/tenant'
import { Fairness } from '@bilin/domain/scorecards/results/fairness'
import { inThread } from '../../../../thread/inThread.ts'
import { createSharedWork } from '../../../../thread/sharedWork.ts'
import { keepAlive } from '../adjustment.ts'
import { getBasis, loadRoundMarks } from './marks.ts'

type Asker = { db: TenantDb; now: Date }
type Round = { id: string; rubricId: string }

const share = createSharedWork<Fairness>()

export async function getFairness({ db, now }: Asker, round: Round): Promise<Fairness> {
  const basis = await getBasis(db, round)
  const stored = await findStored(db, round.id, basis)
  if (stored) return stored
  return keepAlive(db, () =>
    share(`${round.id} ${basis}`, async () => {
      const computed = await inThread('fairness', await loadRoundMarks(db, round))
      await insertOrUpdate(db, now, round.id, basis, computed)
      return computed
    }),
  )
}

/** Null where it is not stored, from another basis, or of another shape. */
async function findStored(db: TenantDb, roundId: string, basis: string): Promise<Fairness | null> {
  const found = await db
    .selectFrom('fairness')
    .select('outcome')
    .where('roundId', '=', roundId)
    .where('basis', '=', basis)
    .executeTakeFirst()
  return (found && Fairness.safeParse(found.outcome).data) ?? null
}

async function insertOrUpdate(db: TenantDb, now: Date, roundId: string, basis: string, fairness: Fairness) {
  const row = { basis, outcome: JSON.stringify(fairness), computedAt: now }
  await db
    .insertInto('fairness')
    .values({ roundId, ...row })
    .onConflict((on) => on.columns(['tenantId', 'roundId']).doUpdateSet(row))
    .execute()
}
