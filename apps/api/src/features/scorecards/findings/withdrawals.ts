import { OneMark } from '@bilin/domain/scorecards/findings/dispute'
import { OneFinding } from '@bilin/domain/scorecards/visits/finding'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import { assertMayRespond } from '@bilin/domain/scorecards/rounds/round'
import { record } from '../../../record.ts'
import { permitted } from '../../../trpc.ts'
import { getDisclosedMark } from './disputeQueries.ts'
import { listFindingsToAnswer } from './responses.ts'

type Put = Pick<Awaited<ReturnType<typeof getDisclosedMark>>, 'ruled' | 'stage' | 'responseUntil'>

export const withdrawalsProcedures = {
  /** Takes a 申辩 against a finding back, until the deadline or the ruling. Then it may be accepted, or contested again. */
  withdrawResponse: permitted('scorecards.withdraw')
    .input(OneFinding)
    .mutation(async ({ ctx: { db, today }, input: { findingId } }) => {
      const put = async () => (await listFindingsToAnswer(db, [findingId]))[0]!
      const { roundId } = await put()
      const said = await db
        .deleteFrom('response')
        .where('findingId', '=', findingId)
        .where('contests', '=', true)
        .returning(['text', 'respondedAt'])
        .executeTakeFirst()
      mustBeOpen(await put(), today)
      if (!said) return refuse('conflict', 'scorecards.nothing_to_withdraw')
      await db
        .insertInto('withdrawnResponse')
        .values({ roundId, findingId, ...said })
        .execute()
      await record(db, 'scorecards.reply_withdrawn', findingId)
    }),

  /** The same for a mark. */
  withdrawDispute: permitted('scorecards.withdraw')
    .input(OneMark)
    .mutation(async ({ ctx: { db, today }, input: { markId } }) => {
      const { roundId } = await getDisclosedMark(db, markId)
      const said = await db
        .deleteFrom('markResponse')
        .where('markId', '=', markId)
        .returning(['text', 'respondedAt'])
        .executeTakeFirst()
      mustBeOpen(await getDisclosedMark(db, markId), today)
      if (!said) return refuse('conflict', 'scorecards.nothing_to_withdraw')
      await db
        .insertInto('withdrawnMarkResponse')
        .values({ roundId, markId, ...said })
        .execute()
      await record(db, 'scorecards.contest_withdrawn', markId)
    }),
}

/** Asked after the reply has gone: whoever decides holds the reply, and shows afterwards. */
function mustBeOpen({ ruled, stage, responseUntil }: Put, today: Day): void {
  if (ruled) refuse('conflict', 'scorecards.already_ruled')
  assertMayRespond(stage, responseUntil, today)
}
