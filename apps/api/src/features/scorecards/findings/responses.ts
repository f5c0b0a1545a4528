import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import {
  assertDisputable,
  FindingsAccepted,
  NewResponse,
  RestAccepted,
  ResponseSubject,
  type SubjectKind,
} from '@bilin/domain/scorecards/findings/response'
import { assertMayRespond } from '@bilin/domain/scorecards/rounds/round'
import { record } from '../../../record.ts'
import { permitted } from '../../../trpc.ts'
import { countCompaniesAwaited } from './settlement.ts'
import { getSubject, listSubjects, pointTo, subjectColumns, type SubjectWithRound } from './subjects.ts'

type Moment = { now: Date; today: Day }
type Response = { of: SubjectKind; disputes: boolean; text: string }

export const responsesProcedures = {
  /** Disputes 申辩 a finding or a mark. May be reworded until the deadline or the decision. */
  respond: permitted('scorecards.respond')
    .input(NewResponse)
    .mutation(async ({ ctx: { db, now, today }, input: { of, subjectId, text } }) => {
      if (of === 'mark') assertDisputable((await getSubject(db, of, subjectId)).mark)
      await upsertResponses(db, { now, today }, [subjectId], { of, disputes: true, text })
    }),

  /** Takes findings as they are, so that the round need not wait for the deadline. */
  accept: permitted('scorecards.respond')
    .input(FindingsAccepted)
    .mutation(async ({ ctx: { db, now, today }, input: { findingIds } }) => {
      await upsertResponses(db, { now, today }, [...new Set(findingIds)], acceptance)
    }),

  /** The company has said all it has to say: what it has not disputed it takes as it is. */
  acceptRest: permitted('scorecards.respond')
    .input(RestAccepted)
    .mutation(async ({ ctx: { db, now, today }, input: { roundId } }) => {
      const unanswered = await listUnansweredFindings(db, roundId)
      if (unanswered.length > 0) await upsertResponses(db, { now, today }, unanswered, acceptance)
      if ((await countCompaniesAwaited(db, roundId)) === 0) return
      await db
        .insertInto('acceptance')
        .values({ roundId })
        .onConflict((oc) => oc.constraint('scorecards__already_accepted').doNothing())
        .execute()
      const round = await db
        .selectFrom('round')
        .select(['stage', 'responseUntil'])
        .where('id', '=', roundId)
        .executeTakeFirstOrThrow()
      assertMayRespond(round, today)
      await record(db, 'scorecards.accepted', roundId)
    }),

  /** Takes a dispute back, until the deadline or the decision. Then it may be accepted, or disputed again. */
  withdraw: permitted('scorecards.withdraw')
    .input(ResponseSubject)
    .mutation(async ({ ctx: { db, today }, input: { of, subjectId } }) => {
      const { roundId } = await getSubject(db, of, subjectId)
      const withdrawn = await db
        .deleteFrom('response')
        .where(subjectColumns[of], '=', subjectId)
        .where('disputes', '=', true)
        .returning(['text', 'respondedAt'])
        .executeTakeFirst()
      assertOpen(await getSubject(db, of, subjectId), today)
      if (!withdrawn) return refuse('conflict', 'scorecards.nothing_to_withdraw')
      await db
        .insertInto('withdrawnResponse')
        .values({ roundId, ...pointTo(of, subjectId), ...withdrawn })
        .execute()
      await record(db, 'scorecards.response_withdrawn', subjectId)
    }),
}

const acceptance: Response = { of: 'finding', disputes: false, text: '' }

/**
 * Writes first and checks afterwards: a decision locks the response and a publication locks the round, so that this waits for
 * them and then sees what they did. New responses are inserted before others are reworded, or two could wait for each other.
 */
async function upsertResponses(db: TenantDb, { now, today }: Moment, ids: string[], response: Response) {
  const { of, ...content } = response
  const column = subjectColumns[of]
  const subjects = await listSubjects(db, of, ids)
  const inserted = await db
    .insertInto('response')
    .values(subjects.map(({ id, roundId }) => ({ ...pointTo(of, id), roundId, ...content })))
    .onConflict((oc) => oc.constraint('scorecards__already_responded').doNothing())
    .returning(`${column} as subjectId`)
    .execute()
  const reworded = ids.filter((id) => !inserted.some(({ subjectId }) => subjectId === id))
  if (reworded.length > 0) {
    const { numUpdatedRows } = await db
      .updateTable('response')
      .set({ ...content, respondedAt: now })
      .where(column, 'in', reworded)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows < reworded.length) refuse('conflict', 'scorecards.response_withdrawn_meanwhile')
  }
  for (const subject of await listSubjects(db, of, ids)) assertOpen(subject, today)
  for (const id of ids) await record(db, 'scorecards.responded', id, { of, disputes: content.disputes })
}

function assertOpen(subject: SubjectWithRound, today: Day): void {
  if (subject.decided) refuse('conflict', 'scorecards.already_decided')
  assertMayRespond(subject, today)
}

async function listUnansweredFindings(db: TenantDb, roundId: string) {
  const rows = await db
    .selectFrom('finding')
    .leftJoin('response', 'response.findingId', 'finding.id')
    .select('finding.id')
    .where('finding.roundId', '=', roundId)
    .where('response.id', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}
