import { toDay } from '@bilin/domain/calendar'
import { ResponseReminder } from '@bilin/domain/scorecards/findings/response'
import { assertMayRespond } from '@bilin/domain/scorecards/rounds/round'
import { record } from '../../../../record.ts'
import { coordinating } from '../../procedures.ts'
import { lockRound } from '../../rounds/queries.ts'
import { selectAwaitedCompanies } from '../settlement.ts'
import { listNewestReminders } from './queries.ts'

export const responseRemindersProcedures = {
  /** Reminds every company that has not said that it is done, once a day with the same words. */
  remind: coordinating('scorecards.send_messages')
    .input(ResponseReminder)
    .mutation(async ({ ctx: { db, seat, today }, input: { roundId, note } }) => {
      const round = await lockRound(db, roundId)
      assertMayRespond(round, today)
      const last = new Map((await listNewestReminders(db, roundId)).map((sent) => [sent.companyId, sent]))
      const awaited = await selectAwaitedCompanies(db, roundId, seat).select('roundEstate.companyId').execute()
      const companies = [...new Set(awaited.map(({ companyId }) => companyId))].filter((companyId) => {
        const sent = last.get(companyId)
        return !sent || sent.note !== note || toDay(sent.sentAt) !== today
      })
      if (companies.length === 0) return { reminded: 0 }
      await db
        .insertInto('responseReminder')
        .values(companies.map((companyId) => ({ roundId, companyId, note })))
        .execute()
      await record(db, 'scorecards.companies_reminded', roundId, { companies: companies.length })
      return { reminded: companies.length }
    }),
}
