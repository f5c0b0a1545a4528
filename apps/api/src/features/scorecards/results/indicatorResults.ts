/** Results of single indicators over the rounds. A member sees those of its own cards, the coordinator all. */
import type { TenantDb } from '@bilin/db/tenant'
import { among } from '../../../rooms/bulk/among.ts'
import { selectVersion, type Version } from './versions.ts'

export type IndicatorResult = Awaited<ReturnType<ReturnType<typeof selectIndicatorResults>['execute']>>[number]

/** Sorted by estate, oldest round first. Each round in its newest version, except the one that `at` names. */
export const selectIndicatorResults = (db: TenantDb, estateIds: readonly string[], at?: Version) =>
  db
    .selectFrom('resultIndicator')
    .innerJoin('round', (on) =>
      on.onRef('round.id', '=', 'resultIndicator.roundId').on('resultIndicator.version', '=', selectVersion(at)),
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
    .where(among('resultIndicator.estateId', estateIds))
    .where('round.stage', '=', 'published')
    .where('resultIndicator.percent', 'is not', null)
    .$narrowType<{ percent: number }>()
    .orderBy('round.opensOn')
    .orderBy('resultIndicator.indicator')

/** The same indicator of the same estate in the first round after this one. */
export function nextIndicatorResult(
  readings: readonly IndicatorResult[],
  at: { estateId: string; indicator: string; opensOn: string },
): IndicatorResult | null {
  return (
    readings.find(
      ({ estateId, indicator, opensOn }) =>
        estateId === at.estateId && indicator === at.indicator && opensOn > at.opensOn,
    ) ?? null
  )
}
