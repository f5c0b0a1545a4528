import type { Seat, TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import {
  Marking,
  mustSaySomething,
  readMarking,
  resent,
  sameMarking,
  Submission,
} from '@bilin/domain/scorecards/visits/marking'
import { mustBe } from '@bilin/domain/scorecards/rounds/round'
import { refuse } from '@bilin/domain/refusal'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { member } from '../../../trpc.ts'
import { keepMarks, keptOf, listOwnVisits, roundOf, sealSheet, submissionOf, turnSheet, visitOf } from './queries.ts'
import { photosOf } from '../../../rooms/files/photos.ts'
import { marking } from '../procedures.ts'
import { getRubric } from '../rubrics/queries.ts'

export const markingProcedures = {
  /** The visits of one's own member; `own` are one's own, the others a colleague's. */
  mine: member.query(({ ctx: { db, seat } }) => listOwnVisits(db, seat)),

  /** The form of one visit, as far as it is filled in. */
  get: member
    .input(z.strictObject({ visitId: id() }))
    .query(({ ctx: { db, seat }, input }) => formOf(db, seat, input.visitId)),

  /** Keeps a draft; `revision` is the one the form was loaded with. A save sent twice counts once. */
  save: marking
    .input(Marking)
    .mutation(async ({ ctx: { db, seat }, input }) => ({ revision: await keep(db, seat, input) })),

  /** Seals a visit: with all it says, in one call, or as it was saved. The same submission sent again has the same answer. */
  submit: marking.input(Submission).mutation(async ({ ctx: { db, seat }, input }) => {
    const { visitId, revision, draft, marks, findings, submissionId } = input
    if (submissionId && (await submissionOf(db, visitId)) === submissionId) return
    const kept = await keptOf(db, visitId)
    const sent = keep(db, seat, {
      visitId,
      revision,
      draft,
      dimension: undefined,
      marks: marks ?? resent(kept),
      findings: findings ?? kept.findings,
    })
    const repeated = await sent.then(
      () => false,
      async (error: unknown) => {
        // Both were on their way at once, and the other came first.
        if (submissionId && (await submissionOf(db, visitId)) === submissionId) return true
        throw error
      },
    )
    if (repeated) return
    mustSaySomething(await keptOf(db, visitId))
    await sealSheet(db, visitId, submissionId)
    await record(db, 'scorecards.visit_submitted', visitId)
  }),
}

export async function formOf(db: TenantDb, seat: Seat, visitId: string) {
  const visit = await visitOf(db, visitId)
  const kept = await keptOf(db, visitId)
  const findingIds = kept.findings.flatMap((finding) => finding.id ?? [])
  return {
    ...visit,
    own: visit.reviewerSeatId === seat.seatId,
    rubric: await getRubric(db, visit.rubricId),
    ...kept,
    photos: await photosOf(db, 'visit_finding', findingIds),
  }
}

/**
 * The sheet first, then the stage: openReplies takes every sheet of the round before it moves it on, so a save is either
 * wholly before that or finds the round closed.
 */
export async function keep(db: TenantDb, seat: Seat, sent: Marking): Promise<number> {
  const visit = await visitOf(db, sent.visitId)
  const { scope, ...read } = readMarking((await getRubric(db, visit.rubricId)).body, sent)
  const revision = await turnSheet(db, seat, visit, sent)
  if (revision === null) {
    const now = await visitOf(db, visit.id)
    if (!sameMarking(await keptOf(db, visit.id, scope), read)) refuse('conflict', 'scorecards.changed_meanwhile')
    return now.revision
  }
  mustBe((await roundOf(db, visit.roundId)).stage, 'visiting')
  await keepMarks(db, visit, read, revision === 1 ? [] : scope)
  return revision
}
