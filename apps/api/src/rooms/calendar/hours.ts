/** The working hours that a tenant has set; the highest version is the current one. */
import type { TenantDb } from '@bilin/db/tenant'
import { fromMinutes, toMinutes } from '@bilin/domain/calendar/hours'
import { usualHours, type Hours } from '@bilin/domain/calendar/workingTime'

/** The hours as the functions of domain/calendar/workingTime take them. */
export async function getWorkingHours(db: TenantDb): Promise<Hours> {
  return (await findWorkingHours(db))?.hours ?? usualHours
}

/** Undefined where the tenant has not set any. */
export async function findWorkingHours(db: TenantDb) {
  const found = await db
    .selectFrom('workingHours')
    .leftJoin('neighbourSeat as seat', 'seat.id', 'workingHours.seatId')
    .select(['workingHours.version', 'workingHours.periods', 'workingHours.at', 'seat.title as by'])
    .orderBy('workingHours.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!found) return null
  const { periods, ...set } = found
  return { ...set, hours: fromMinutes(periods) }
}

export async function insertWorkingHours(db: TenantDb, version: number, hours: Hours): Promise<string> {
  const { id } = await db
    .insertInto('workingHours')
    .values({ version, periods: toMinutes(hours) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
