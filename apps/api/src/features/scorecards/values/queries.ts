import type { TenantDb } from '@bilin/db/tenant'
import type { ParsedValue } from '@bilin/domain/scorecards/values/parseValue'
import { sql } from 'kysely'
import { among } from '../../../rooms/bulk/among.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'

export type StoredValue = Awaited<ReturnType<typeof listValues>>[number]
export type ValuePlace = {
  roundId: string
  estateId: string
  companyId: string
  communityId: string
  indicator: string
}
type Entered = ParsedValue & { source: string; asOf: string }
type Period = { periodFrom: string; periodUntil: string }

export const listValues = (db: TenantDb, roundId: string, estateIds: readonly string[]) =>
  selectValues(db, roundId, estateIds).execute()

export function selectValues(db: TenantDb, roundId: string, estateIds: readonly string[]) {
  return db
    .selectFrom('indicatorValue')
    .select(['id', 'estateId', 'companyId', 'indicator', 'origin', 'mark', 'counted', 'numerator', 'denominator'])
    .select(['low', 'high'])
    .select(['periodFrom', 'periodUntil', 'source', 'asOf', 'reason', 'setAt', 'revision'])
    .where('roundId', '=', roundId)
    .where(among('estateId', estateIds))
    .orderBy('indicator')
}

export async function findValue(db: TenantDb, roundId: string, estateId: string, indicator: string) {
  const values = await listValues(db, roundId, [estateId])
  return values.find((value) => value.indicator === indicator) ?? null
}

/** The estates of a round without a value of an indicator. */
async function listEstatesWithout(db: TenantDb, roundId: string, indicator: string) {
  const valued = db
    .selectFrom('indicatorValue')
    .select('indicatorValue.estateId')
    .where('indicatorValue.roundId', '=', roundId)
    .where('indicatorValue.indicator', '=', indicator)
  return db
    .selectFrom('roundEstate')
    .select(['estateId', 'companyId', 'communityId'])
    .where('roundId', '=', roundId)
    .where('estateId', 'not in', valued)
    .orderBy('estateId')
    .execute()
}

export type Writing = { now: Date; seatId: string; rubricVersion: number; period: Period }

/** For every estate that has no value yet. The round is locked, so none is entered meanwhile. Returns how many were inserted. */
export async function insertNotApplicable(
  db: TenantDb,
  { rubricVersion, period }: Writing,
  roundId: string,
  indicators: readonly string[],
  reason: string,
): Promise<number> {
  const rows = []
  for (const indicator of indicators)
    for (const estate of await listEstatesWithout(db, roundId, indicator))
      rows.push({ roundId, ...estate, indicator, origin: 'not_applicable' as const, reason, ...period, rubricVersion })
  await insertMany(db, 'indicatorValue', rows)
  return rows.length
}

export type Writable = (Entered & { origin: 'entered' }) | { origin: 'not_applicable'; reason: string }

/** Every column that a change of the value sets. */
export const toColumns = (value: Writable, period: Period) => ({
  ...{ low: null, high: null },
  ...{ mark: null, counted: null, numerator: null, denominator: null, source: '', asOf: null, reason: '' },
  ...value,
  ...period,
})

/** Inserts the value, or changes the one of this revision. Returns its id; null where somebody else has saved meanwhile. */
export async function insertOrUpdateValue(
  db: TenantDb,
  { now, seatId, rubricVersion, period }: Writing,
  place: ValuePlace,
  revision: number,
  value: Writable,
): Promise<string | null> {
  const columns = toColumns(value, period)
  if (revision === 0) {
    const inserted = await db
      .insertInto('indicatorValue')
      .values({ ...place, ...columns, rubricVersion })
      .onConflict((oc) => oc.constraint('scorecards__value_changed_meanwhile').doNothing())
      .returning('id')
      .executeTakeFirst()
    return inserted?.id ?? null
  }
  const updated = await db
    .updateTable('indicatorValue')
    .set({ ...columns, revision: sql`revision + 1`, setAt: now, setBy: seatId })
    .where('roundId', '=', place.roundId)
    .where('estateId', '=', place.estateId)
    .where('indicator', '=', place.indicator)
    .where('revision', '=', revision)
    .returning('id')
    .executeTakeFirst()
  return updated?.id ?? null
}

/** Returns how many were deleted: of one estate, or what was declared not applicable for all. */
export async function deleteValues(db: TenantDb, roundId: string, indicator: string, estateId: string | undefined) {
  const { numDeletedRows } = await db
    .deleteFrom('indicatorValue')
    .where('roundId', '=', roundId)
    .where('indicator', '=', indicator)
    .$if(estateId !== undefined, (query) => query.where('estateId', '=', estateId!))
    .$if(estateId === undefined, (query) => query.where('origin', '=', 'not_applicable'))
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

export async function countEntered(db: TenantDb, roundId: string): Promise<number> {
  const { count } = await db
    .selectFrom('indicatorValue')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('roundId', '=', roundId)
    .where('origin', '!=', 'not_applicable')
    .executeTakeFirstOrThrow()
  return count
}
