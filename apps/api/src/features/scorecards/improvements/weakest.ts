/** After a round: the indicators that cost an estate most, whom to learn from, and the trend over the rounds. */
import type { TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { byLoss, computeLoss } from '@bilin/domain/scorecards/improvements/progress'
import { listLatestEffects, type LatestEffect } from '../../../effects.ts'
import { readTogether } from '../../../rooms/together.ts'
import { member } from '../../../trpc.ts'
import { selectCappedDimensions, selectCappingFindings, withCapLoss } from './caps.ts'
import { selectImprovements, selectPracticesFor } from './queries.ts'
import { selectExemplars } from '../results/ratings.ts'
import { selectIndicatorResults } from '../results/indicatorResults.ts'
import { getRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { OfVersion, pickVersion, selectVersion, type Version } from '../results/versions.ts'

const FIRST = 6

export const weakestProcedures = {
  /**
   * The indicators that cost one card most, each with the estates that are good at it, the practices that aim at it, and the
   * company's improvements. Empty for seats that may not see the card.
   */
  weakest: member
    .input(OfVersion.extend({ estateId: id() }))
    .query(async ({ ctx: { db, today }, input: { slug, version, estateId } }) => {
      const round = await getRound(db, slug)
      const read = { roundId: round.id, version: pickVersion(round, version) }
      const [{ body }, { readings, committed, trend, ...caps }] = await Promise.all([
        getRubric(db, round.rubricId),
        readTogether(db, {
          readings: selectIndicatorResults(db, [estateId], read),
          committed: selectImprovements(db, { roundId: round.id, estateId }),
          trend: selectTrend(db, estateId, read),
          capped: selectCappedDimensions(db, read, [estateId]),
          capping: selectCappingFindings(db, read, [estateId]),
        }),
      ])
      const here = readings.filter(({ roundId }) => roundId === round.id)
      const costly = withCapLoss(body, estateId, here, caps).filter((line) => computeLoss(line) > 0)
      const lowest = byLoss(costly)
      const codes = lowest.slice(0, FIRST).map(({ indicator }) => indicator)
      const { exemplars, practices } = await readTogether(db, {
        exemplars: selectExemplars(db, read, codes),
        practices: selectPracticesFor(db, today, codes),
      })
      const effects = await listLatestEffects(
        db,
        practices.map(({ practiceId }) => practiceId),
      )
      return {
        today,
        lines: lowest.slice(0, FIRST).map((line) => ({
          ...line,
          loss: computeLoss(line),
          exemplars: exemplars.filter((one) => one.indicator === line.indicator && one.estateId !== estateId),
          practices: helping(line.indicator, practices, effects).slice(0, 3),
          improvements: committed.filter(({ indicator }) => indicator === line.indicator),
        })),
        trend,
      }
    }),
}

type Practice = Awaited<ReturnType<ReturnType<typeof selectPracticesFor>['execute']>>[number]

/** Practices that aim at an indicator: first those with a measured effect, then those not measured, then the rest. */
function helping(indicator: string, practices: readonly Practice[], effects: readonly LatestEffect[]) {
  const order = ({ effect }: { effect: LatestEffect | null }) => (effect?.low == null ? 1 : effect.low > 0 ? 0 : 2)
  return practices
    .filter(({ indicators }) => indicators.includes(indicator))
    .map((practice) => ({
      ...practice,
      effect: effects.find((one) => one.practiceId === practice.practiceId && one.indicator === indicator) ?? null,
    }))
    .toSorted((a, b) => order(a) - order(b))
}

/** The results by dimension over the published rounds that this seat may see. */
const selectTrend = (db: TenantDb, estateId: string, read: Version) =>
  db
    .selectFrom('resultDimension')
    .innerJoin('round', (on) =>
      on.onRef('round.id', '=', 'resultDimension.roundId').on('resultDimension.version', '=', selectVersion(read)),
    )
    .select([
      'round.slug',
      'round.title',
      'round.opensOn',
      'resultDimension.dimension',
      'resultDimension.percent',
      'resultDimension.adjusted',
      'resultDimension.low',
      'resultDimension.high',
    ])
    .where('resultDimension.estateId', '=', estateId)
    .orderBy('round.opensOn')
    .orderBy('resultDimension.dimension')
