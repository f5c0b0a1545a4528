/** The calendar from the notices: of each year the highest version; where two years' notices name a day, the later year's. */
import type { OperatorDb, TenantDb } from '@bilin/db/tenant'
import type { Notice } from '@bilin/domain/calendar/notice'
import type { WorkCalendar } from '@bilin/domain/calendar/workingTime'

type Db = TenantDb | OperatorDb

/** The calendar as the functions of domain/calendar/workingTime take it. */
export async function getWorkCalendar(db: TenantDb): Promise<WorkCalendar> {
  const days = await listDays(db)
  return {
    days: new Map(days.map(({ day, kind }) => [day, kind])),
    years: new Set((await listNotices(db)).map(({ year }) => year)),
  }
}

/** The days of the current notices, in the order of their years. */
export const listDays = (db: Db) => selectDays(db).execute()

export const selectDays = (db: Db) =>
  db
    .selectFrom('calendarDay as d')
    .select(['d.year', 'd.version', 'd.day', 'd.kind', 'd.name'])
    .where('d.version', '=', ({ selectFrom }) =>
      selectFrom('calendarNotice as n')
        .whereRef('n.year', '=', 'd.year')
        .select(({ fn }) => fn.max('n.version').as('newest')),
    )
    .orderBy('d.year')
    .orderBy('d.day')

/** All versions of all notices. */
export async function listNotices(db: Db) {
  return db
    .selectFrom('calendarNotice')
    .select(['year', 'version', 'title', 'madeAt'])
    .orderBy('year', 'desc')
    .orderBy('version', 'desc')
    .execute()
}

/** 0 for a year without a notice. */
export async function getNewestVersion(db: OperatorDb, year: number): Promise<number> {
  const { newest } = await db
    .selectFrom('calendarNotice')
    .select((eb) => eb.fn.max('version').as('newest'))
    .where('year', '=', year)
    .executeTakeFirstOrThrow()
  return newest ?? 0
}

/** A second notice of the same year is its next version. */
export async function insertNotice(
  db: OperatorDb,
  { year, version, title, days }: Notice & { version: number },
): Promise<void> {
  await db.insertInto('calendarNotice').values({ year, version, title }).execute()
  await db
    .insertInto('calendarDay')
    .values(days.map((one) => ({ year, version, ...one })))
    .execute()
}
