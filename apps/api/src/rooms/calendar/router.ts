/** The calendar: the operator enters its notices, everybody reads them, and each tenant sets its working hours. */
import { toDay } from '@bilin/domain/calendar'
import { HoursChange, toHours } from '@bilin/domain/calendar/hours'
import { ConfirmedNotice, NoticeText } from '@bilin/domain/calendar/notice'
import { compareDays } from '@bilin/domain/calendar/noticeDays'
import { readNotice } from '@bilin/domain/calendar/readNotice'
import { usualHours } from '@bilin/domain/calendar/workingTime'
import { refuse } from '@bilin/domain/refusal'
import { record } from '../../record.ts'
import { member, operatorOnly, permitted, router } from '../../trpc.ts'
import { findWorkingHours, insertWorkingHours } from './hours.ts'
import { getNewestVersion, insertNotice, listDays, listNotices } from './queries.ts'

export const calendar = router({
  notices: operatorOnly.query(async ({ ctx: { db, now } }) => ({
    today: toDay(now),
    notices: await listNotices(db),
    days: await listDays(db),
  })),

  /** A notice as it was parsed, with what it would change where its year has a notice already. */
  readNotice: operatorOnly.input(NoticeText).query(async ({ ctx: { db }, input }) => {
    const notice = readNotice(input)
    const newest = await getNewestVersion(db, notice.year)
    const before = (await listDays(db)).filter(({ year }) => year === notice.year)
    return { ...notice, newest, changes: newest > 0 ? compareDays(before, notice.days) : [] }
  }),

  addNotice: operatorOnly.input(ConfirmedNotice).mutation(async ({ ctx: { db }, input: { seen, ...pasted } }) => {
    const notice = readNotice(pasted)
    if ((await getNewestVersion(db, notice.year)) !== seen) refuse('conflict', 'calendar.year_entered_meanwhile')
    const version = seen + 1
    await insertNotice(db, { ...notice, version })
    return { year: notice.year, version }
  }),

  /** The working hours of the tenant (the default where it has set none), the holidays, and the days made up for them. */
  here: member.query(async ({ ctx: { db, today } }) => {
    const set = await findWorkingHours(db)
    return {
      today,
      set,
      hours: set?.hours ?? usualHours,
      years: [...new Set((await listNotices(db)).map(({ year }) => year))],
      days: await listDays(db),
    }
  }),

  setHours: permitted('calendar.set_hours')
    .input(HoursChange)
    .mutation(async ({ ctx: { db, seat }, input: { revision, periods } }) => {
      if (seat.actingTenantId !== seat.tenantId) refuse('forbidden', 'permissions.not_yours')
      const set = await findWorkingHours(db)
      if ((set?.version ?? 0) !== revision) refuse('conflict', 'calendar.hours_changed_meanwhile')
      const id = await insertWorkingHours(db, revision + 1, toHours({ periods }))
      await record(db, 'calendar.hours_set', id)
    }),
})
