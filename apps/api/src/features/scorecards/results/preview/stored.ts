/** The preview of a round: read where nothing has changed since it was computed, else computed anew. */
import type { TenantDb } from '@bilin/db/tenant'
import { Preview } from '@bilin/domain/scorecards/results/preview/preview'
import { getBasis } from '../fairness/marks.ts'
import { computePreview } from './compute.ts'

type Asker = { db: TenantDb; now: Date }
type Round = { id: string; rubricId: string; discloseFromVisits: number }

/** `before` is the outcome before the last change; null where there was none. */
export type StoredPreview = { preview: Preview; before: Preview | null }

export async function getPreview({ db, now }: Asker, round: Round): Promise<StoredPreview> {
  const basis = `${await getBasis(db, round)} ${round.discloseFromVisits}`
  const stored = await db
    .selectFrom('roundPreview')
    .select(['basis', 'outcome', 'before'])
    .where('roundId', '=', round.id)
    .executeTakeFirst()
  const outcome = stored ? readPreview(stored.outcome) : null
  if (outcome && stored?.basis === basis) return { preview: outcome, before: readPreview(stored.before) }
  const preview = await computePreview(db, round, 1)
  const row = { basis, outcome: JSON.stringify(preview), before: outcome && JSON.stringify(outcome), computedAt: now }
  await db
    .insertInto('roundPreview')
    .values({ roundId: round.id, ...row })
    .onConflict((on) => on.columns(['tenantId', 'roundId']).doUpdateSet(row))
    .execute()
  return { preview, before: outcome }
}

/** Null where there is none, or one of another shape. */
const readPreview = (stored: unknown): Preview | null => Preview.safeParse(stored).data ?? null
