import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import {
  assertDisputable,
  FindingsAccepted,
  NewResponse,
  RestAccepted,
  ResponseSubject,
  subjectKinds,
  type SubjectKind,
} from '@bilin/domain/scorecards/findings/response'
import { assertMayRespond } from '@bilin/domain/scorecards/rounds/round'
import { OneFile } from '@bilin/domain/files/content'
import { inBatches } from '../../../rooms/bulk/batches.ts'
import { record } from '../../../record.ts'
import { attachFile, findSubject } from '../../../rooms/files/links.ts'
import { permittedWithFiles } from '../../../rooms/files/upload.ts'
import { permitted } from '../../../trpc.ts'
import { responseFiles } from './files.ts'
import { countCompaniesAwaited } from './settlement.ts'
import { getSubject, listSubjects, pointTo, subjectColumns, type SubjectWithRound } from './subjects.ts'

type Moment = { now: Date; today: Day }
type Response = { of: SubjectKind; disputes: boolean; text: string }

export const responsesProcedures = {
  /** Disputes 异议 a finding or a mark, with evidence. May be reworded and added to until the deadline or the decision. */
  respond: permittedWithFiles('scorecards.respond')
    .input(NewResponse)
    .mutation(async ({ ctx: { db, now, today, readUploads }, input: { of, subjectId, text } }) => {
      const { companyId, mark } = await getSubject(db, of, subjectId)
      if (of === 'mark') assertDisputable(mark)
      const evidence = readUploads()
      await insertOrUpdateResponses(db, { now, today }, [subjectId], { of, disputes: true, text })
      for (const { fileId, content } of evidence)
        await attachFile(db, responseFiles[of], { subjectId, readers: { companyId } }, fileId, content)
    }),

  /** Removes a file of evidence. Succeeds also when it is already gone or never existed. */
  removeFile: permitted('scorecards.respond')
    .input(OneFile)
    .mutation(async ({ ctx: { db, today }, input: { fileId } }) => {
      for (const of of subjectKinds) {
        const subjectId = await findSubject(db, responseFiles[of], fileId)
        if (!subjectId) continue
        await lockResponse(db, of, subjectId)
        assertOpen(await getSubject(db, of, subjectId), today)
        await responseFiles[of].delete(db, fileId)
      }
    }),

  /** Accepts findings, so that the round need not wait for the deadline. */
  accept: permitted('scorecards.respond')
    .input(FindingsAccepted)
    .mutation(async ({ ctx: { db, now, today }, input: { findingIds } }) => {
      await insertOrUpdateResponses(db, { now, today }, [...new Set(findingIds)], acceptance)
    }),

  /** The company is done: it accepts every finding that it has not disputed. */
  acceptRest: permitted('scorecards.respond')
    .input(RestAccepted)
    .mutation(async ({ ctx: { db, now, today, seat }, input: { roundId } }) => {
      const unanswered = await listUnansweredFindings(db, roundId)
      if (unanswered.length > 0) await insertOrUpdateResponses(db, { now, today }, unanswered, acceptance)
      if ((await countCompaniesAwaited(db, roundId, seat)) === 0) return
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

  /** Withdraws a dispute, until the deadline or the decision. The subject may then be accepted, or disputed again. */
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
 * Writes first, checks afterwards. A decision locks the response and a publication locks the round, so the write waits for either
 * and the check then sees its result. Inserts come before updates, so that two calls cannot deadlock.
 */
async function insertOrUpdateResponses(db: TenantDb, { now, today }: Moment, ids: string[], response: Response) {
  const { of, ...content } = response
  const column = subjectColumns[of]
  const subjects = await listSubjects(db, of, ids)
  const inserted = new Set<string | null>()
  for (const some of inBatches(subjects.map(({ id, roundId }) => ({ ...pointTo(of, id), roundId, ...content })))) {
    const rows = await db
      .insertInto('response')
      .values(some)
      .onConflict((oc) => oc.constraint('scorecards__already_responded').doNothing())
      .returning(`${column} as subjectId`)
      .execute()
    for (const { subjectId } of rows) inserted.add(subjectId)
  }
  const reworded = ids.filter((id) => !inserted.has(id))
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

/** As a decision and the settling do, so that this waits for them and then sees what they did. */
async function lockResponse(db: TenantDb, of: SubjectKind, subjectId: string): Promise<void> {
  await db.selectFrom('response').select('id').where(subjectColumns[of], '=', subjectId).forUpdate().execute()
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
