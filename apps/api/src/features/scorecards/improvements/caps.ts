/** What the caps of serious findings cost: the dimensions of published cards that are capped, and the indicators with a finding that caps. */
import type { TenantDb } from '@bilin/db/tenant'
import { shareCapLoss, type IndicatorLine } from '@bilin/domain/scorecards/improvements/progress'
import type { RubricBody } from '@bilin/domain/scorecards/rubrics/rubric'
import { among } from '../../../rooms/bulk/among.ts'
import type { Version } from '../results/versions.ts'

type Capped = Awaited<ReturnType<ReturnType<typeof selectCappedDimensions>['execute']>>
type Capping = Awaited<ReturnType<ReturnType<typeof selectCappingFindings>['execute']>>

export const selectCappedDimensions = (db: TenantDb, { roundId, version }: Version, estateIds: readonly string[]) =>
  db
    .selectFrom('resultDimension')
    .select(['estateId', 'dimension', 'weight', 'percent'])
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where(among('estateId', estateIds))
    .where('capped', '=', true)

export const selectCappingFindings = (db: TenantDb, { roundId, version }: Version, estateIds: readonly string[]) =>
  db
    .selectFrom('resultFinding')
    .select(['estateId', 'indicator'])
    .distinct()
    .where('roundId', '=', roundId)
    .where('version', '=', version)
    .where(among('estateId', estateIds))
    .where('severity', '=', 'S1')

/** The lines of one estate, each with the points that the cap of its dimension costs. */
export function withCapLoss<Line extends IndicatorLine>(
  { dimensions }: Pick<RubricBody, 'dimensions'>,
  estateId: string,
  lines: readonly Line[],
  { capped, capping }: { capped: Capped; capping: Capping },
) {
  const codes = new Map(dimensions.map(({ code, indicators }) => [code, indicators.map((one) => one.code)]))
  const cappedBy = capping.filter((one) => one.estateId === estateId).map(({ indicator }) => indicator)
  const losses = shareCapLoss(
    lines,
    capped
      .filter((one) => one.estateId === estateId)
      .map(({ dimension, ...one }) => ({ ...one, indicators: codes.get(dimension) ?? [] })),
    cappedBy,
  )
  return lines.map((line) => ({ ...line, capLoss: losses.get(line.indicator) ?? 0 }))
}
