/** The measured effect of a practice to show: as of the newest round, which pools all cohorts until then. */
import type { TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'

export type LatestEffect = Awaited<ReturnType<typeof listLatestEffects>>[number]

/** By practice and indicator. */
export function listLatestEffects(db: TenantDb, practiceIds: readonly string[]) {
  return db
    .selectFrom('measuredEffect as e')
    .innerJoin('round', (on) => on.onRef('round.id', '=', 'e.roundId').onRef('round.version', '=', 'e.version'))
    .distinctOn(['e.practiceId', 'e.indicator'])
    .select(['e.practiceId', 'e.indicator', 'e.adopters', 'e.others', 'e.points', 'e.low', 'e.high'])
    .select(['e.adoptersBefore', 'e.adoptersAfter', 'e.othersBefore', 'e.othersAfter'])
    .select(['round.slug as round', 'round.title as roundTitle'])
    .where('e.practiceId', '=', sql<string>`any(${practiceIds as string[]}::uuid[])`)
    .select(['e.measurement', 'e.decisive'])
    .where('e.measurement', 'is not', null)
    .where('round.stage', '=', 'published')
    .orderBy('e.practiceId')
    .orderBy('e.indicator')
    .orderBy('round.closesOn', 'desc')
    .execute()
}
