/** What single indicators came to over the rounds, as far as this seat may see it: its own cards, or all for the coordinator. */
import type { TenantDb } from '@bilin/db/tenant'
import { versionRead, type Version } from './versions.ts'

export type IndicatorReading = Awaited<ReturnType<typeof listReadings>>[number]

/** By estate, oldest round first; each round as it was last published, but for one that is read at another version. */
export async function listReadings(db: TenantDb, estateIds: readonly string[], at?: Version) {
  if (estateIds.length === 0) return []
  return db
    .selectFrom('resultIndicator')
    .innerJoin('round', (on) =>
      on.onRef('round.id', '=', 'resultIndicator.roundId').on('resultIndicator.version', '=', versionRead(at)),
    )
    .select([
      'resultIndicator.estateId',
      'resultIndicator.roundId',
      'resultIndicator.indicator',
      'resultIndicator.weight',
      'resultIndicator.percent',
      'resultIndicator.adjusted',
      'resultIndicator.low',
      'resultIndicator.high',
      'round.slug',
      'round.title',
      'round.opensOn',
    ])
    .where('resultIndicator.estateId', 'in', estateIds)
    .where('round.stage', '=', 'published')
    .where('resultIndicator.percent', 'is not', null)
    .$narrowType<{ percent: number }>()
    .orderBy('round.opensOn')
    .orderBy('resultIndicator.indicator')
    .execute()
}

/** The same indicator of the same estate in the first round after this one. */
export function nextReading(
  readings: readonly IndicatorReading[],
  at: { estateId: string; indicator: string; opensOn: string },
): IndicatorReading | null {
  return (
    readings.find(
      ({ estateId, indicator, opensOn }) =>
        estateId === at.estateId && indicator === at.indicator && opensOn > at.opensOn,
    ) ?? null
  )
}
