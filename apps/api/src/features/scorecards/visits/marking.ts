import type { Seat, TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import {
  Marking,
  assertNotEmpty,
  readMarking,
  toInput,
  sameMarking,
  Submission,
} from '@bilin/domain/scorecards/visits/marking'
import { refuse } from '@bilin/domain/refusal'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { member } from '../../../trpc.ts'
import {
  replaceMarks,
  loadMarking,
  listOwnVisits,
  roundOf,
  submitSheet,
  getSubmissionId,
  lockForSave,
  getVisit,
} from './queries.ts'
import { listPhotos } from '../../../rooms/files/photos.ts'
import { marking } from '../procedures.ts'
import { getRubric } from '../rubrics/queries.ts'

export const markingProcedures = {
  /** The visits of one's own member; `own` are one's own, the others a colleague's. */
  mine: member.query(({ ctx: { db, seat } }) => listOwnVisits(db, seat)),

  /** The form of one visit, as far as it is filled in. */
  get: member
    .input(z.strictObject({ visitId: id() }))
    .query(({ ctx: { db, seat }, input }) => loadVisitForm(db, seat, input.visitId)),

  /** Keeps a draft; `revision` is the one the form was loaded with. A save sent twice counts once. */
  save: marking
    .input(Marking)
    .mutation(async ({ ctx: { db, now, seat }, input }) => ({ revision: await saveMarking(db, now, seat, input) })),

  /** Seals a visit: with all it says, in one call, or as it was saved. The same submission sent again has the same answer. */
  submit: marking.input(Submission).mutation(async ({ ctx: { db, now, seat }, input }) => {
    const { visitId, revision, draft, marks, findings, submissionId } = input
    if (submissionId && (await getSubmissionId(db, visitId)) === submissionId) return
    const kept = await loadMarking(db, visitId)
    const sent = saveMarking(db, now, seat, {
      visitId,
      revision,
      draft,
      dimension: undefined,
      marks: marks ?? toInput(kept),
      findings: findings ?? kept.findings,
    })
    const repeated = await sent.then(
      () => false,
      async (error: unknown) => {
        // Both were on their way at once, and the other came first.
        if (submissionId && (await getSubmissionId(db, visitId)) === submissionId) return true
        throw error
      },
    )
    if (repeated) return
    assertNotEmpty(await loadMarking(db, visitId))
    await submitSheet(db, now, visitId, submissionId)
    await record(db, 'scorecards.visit_submitted', visitId)
  }),
}

export async function loadVisitForm(db: TenantDb, seat: Seat, visitId: string) {
  const visit = await getVisit(db, visitId)
  const kept = await loadMarking(db, visitId)
  const findingIds = kept.findings.flatMap((finding) => finding.id ?? [])
  return {
    ...visit,
    own: visit.reviewerSeatId === seat.seatId,
    rubric: await getRubric(db, visit.rubricId),
    ...kept,
    photos: await listPhotos(db, 'visit_finding', findingIds),
  }
}

/**
 * The sheet first, then the stage: openResponses takes every sheet of the round before it moves it on, so a save is either
 * wholly before that or finds the round closed.
 */
export async function saveMarking(db: TenantDb, now: Date, seat: Seat, sent: Marking): Promise<number> {
  const visit = await getVisit(db, sent.visitId)
  const { scope, ...read } = readMarking((await getRubric(db, visit.rubricId)).body, sent)
  const revision = await lockForSave(db, now, seat, visit, sent)
  if (revision === null) {
    const current = await getVisit(db, visit.id)
    if (!sameMarking(await loadMarking(db, visit.id, scope), read)) refuse('conflict', 'scorecards.changed_meanwhile')
    return current.revision
  }
  assertAllowed(roundMachine, 'mark', await roundOf(db, visit.roundId))
  await replaceMarks(db, visit, read, revision === 1 ? [] : scope)
  return revision
}
