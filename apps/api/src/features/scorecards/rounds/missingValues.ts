/** Which indicators of a round still need a value, and for how many estates. None in a round whose reviewers mark them all. */
import type { TenantDb } from '@bilin/db/tenant'
import { listSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { sql } from 'kysely'
import { readTogether } from '../../../rooms/together.ts'
import { getRubric } from '../rubrics/rubric.ts'

type Round = { id: string; rubricId: string; sourced: boolean }

export async function listMissingValues(db: TenantDb, round: Round) {
  if (!round.sourced) return []
  const { estates, counts } = await readTogether(db, {
    estates: db
      .selectFrom('roundEstate')
      .where('roundId', '=', round.id)
      .select(sql<number>`count(*)::int`.as('count')),
    counts: selectValueCounts(db, round.id),
  })
  return toMissing(db, round, estates[0]!.count, counts)
}

export const selectValueCounts = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('indicatorValue')
    .where('roundId', '=', roundId)
    .groupBy('indicator')
    .select(['indicator', sql<number>`count(*)::int`.as('count')])

export async function toMissing(
  db: TenantDb,
  round: Round,
  estates: number,
  counts: readonly { indicator: string; count: number }[],
) {
  if (!round.sourced) return []
  const { body } = await getRubric(db, round.rubricId)
  const known = new Map(counts.map(({ indicator, count }) => [indicator, count]))
  return listSourced(body).flatMap(({ code, zh, en }) => {
    const missing = estates - (known.get(code) ?? 0)
    return missing > 0 ? [{ code, zh, en, missing }] : []
  })
}
