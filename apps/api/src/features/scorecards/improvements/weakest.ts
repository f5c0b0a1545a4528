/** After a round: what costs an estate most, whom to learn it from, and how it went over the years. */
import type { TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { byLoss } from '@bilin/domain/scorecards/improvements/progress'
import { standingEffects, type StandingEffect } from '../../../effects.ts'
import { member } from '../../../trpc.ts'
import { listImprovements, listPracticesFor } from './queries.ts'
import { listExemplars } from '../results/ratings.ts'
import { listReadings } from '../results/readings.ts'
import { getRound } from '../rounds/queries.ts'
import { OfVersion, pickVersion, versionRead, type Version } from '../results/versions.ts'

const FIRST = 6

export const weakestProcedures = {
  /**
   * The indicators of one card that cost it most, each with the estates that are good at it, the practices that aim at
   * it, and what its company committed to; nothing for seats that may not see the card.
   */
  weakest: member
    .input(OfVersion.extend({ estateId: id() }))
    .query(async ({ ctx: { db, today }, input: { slug, version, estateId } }) => {
      const round = await getRound(db, slug)
      const read = { roundId: round.id, version: pickVersion(round, version) }
      const readings = await listReadings(db, [estateId], read)
      const lowest = byLoss(readings.filter(({ roundId, percent }) => roundId === round.id && percent < 100))
      const codes = lowest.slice(0, FIRST).map(({ indicator }) => indicator)
      const exemplars = await listExemplars(db, read, codes)
      const practices = codes.length > 0 ? await listPracticesFor(db, today, codes) : []
      const effects = await standingEffects(
        db,
        practices.map(({ practiceId }) => practiceId),
      )
      const committed = await listImprovements(db, { roundId: round.id, estateId })
      return {
        today,
        lines: lowest.slice(0, FIRST).map((line) => ({
          ...line,
          loss: Math.round((100 - line.percent) * line.weight) / 100,
          exemplars: exemplars.filter((one) => one.indicator === line.indicator && one.estateId !== estateId),
          practices: helping(line.indicator, practices, effects).slice(0, 3),
          improvements: committed.filter(({ indicator }) => indicator === line.indicator),
        })),
        trend: await trendOf(db, estateId, read),
      }
    }),
}

type Practice = Awaited<ReturnType<typeof listPracticesFor>>[number]

/** Practices that aim at an indicator: what is measured to help first, then what was not measured, then the rest. */
function helping(indicator: string, practices: readonly Practice[], effects: readonly StandingEffect[]) {
  const order = ({ effect }: { effect: StandingEffect | null }) => (effect?.low == null ? 1 : effect.low > 0 ? 0 : 2)
  return practices
    .filter(({ indicators }) => indicators.includes(indicator))
    .map((practice) => ({
      ...practice,
      effect: effects.find((one) => one.practiceId === practice.practiceId && one.indicator === indicator) ?? null,
    }))
    .toSorted((a, b) => order(a) - order(b))
}

/** Dimension by dimension over the published rounds, as far as this seat may see them. */
function trendOf(db: TenantDb, estateId: string, read: Version) {
  return db
    .selectFrom('resultDimension')
    .innerJoin('round', (on) =>
      on.onRef('round.id', '=', 'resultDimension.roundId').on('resultDimension.version', '=', versionRead(read)),
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
    .execute()
}
