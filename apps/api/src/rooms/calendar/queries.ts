/** The calendar as the notices have it: of each year the highest version, of each day the latest year's. */
import type { OperatorDb, TenantDb } from '@bilin/db/tenant'
import type { NewNotice } from '@bilin/domain/calendar/notice'
import type { WorkCalendar } from '@bilin/domain/calendar/workingTime'
import type { z } from 'zod'

type Db = TenantDb | OperatorDb

/** What the functions of domain/calendar/workingTime need. */
export async function getWorkCalendar(db: TenantDb): Promise<WorkCalendar> {
  const days = await listDays(db)
  return {
    days: new Map(days.map(({ day, kind }) => [day, kind])),
    years: new Set((await listNotices(db)).map(({ year }) => year)),
  }
}

/** In the order of their years, of the notices that hold. */
export async function listDays(db: Db) {
  return db
    .selectFrom('calendarDay as d')
    .select(['d.year', 'd.version', 'd.day', 'd.kind', 'd.name'])
    .where('d.version', '=', ({ selectFrom }) =>
      selectFrom('calendarNotice as n')
        .whereRef('n.year', '=', 'd.year')
        .select(({ fn }) => fn.max('n.version').as('newest')),
    )
    .orderBy('d.year')
    .orderBy('d.day')
    .execute()
}

/** With every version there was. */
export async function listNotices(db: Db) {
  return db
    .selectFrom('calendarNotice')
    .select(['year', 'version', 'title', 'madeAt'])
    .orderBy('year', 'desc')
    .orderBy('version', 'desc')
    .execute()
}

/** A second notice of the same year is its next version. */
export async function insertNotice(db: OperatorDb, { year, title, days }: z.output<typeof NewNotice>): Promise<number> {
  const { newest } = await db
    .selectFrom('calendarNotice')
    .select((eb) => eb.fn.max('version').as('newest'))
    .where('year', '=', year)
    .executeTakeFirstOrThrow()
  const version = (newest ?? 0) + 1
  await db.insertInto('calendarNotice').values({ year, version, title }).execute()
  await db
    .insertInto('calendarDay')
    .values(days.map((one) => ({ year, version, ...one })))
    .execute()
  return version
}
