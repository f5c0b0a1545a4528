/** The calendar's notices: the operator enters them. */
import { assertDaysOfYear, NewNotice } from '@bilin/domain/calendar/notice'
import { operatorOnly, router } from '../../trpc.ts'
import { insertNotice, listDays, listNotices } from './queries.ts'

export const calendar = router({
  notices: operatorOnly.query(async ({ ctx: { db } }) => ({
    notices: await listNotices(db),
    days: await listDays(db),
  })),

  addNotice: operatorOnly.input(NewNotice).mutation(async ({ ctx: { db }, input }) => {
    assertDaysOfYear(input)
    return { version: await insertNotice(db, input) }
  }),
})
