import type { Seat, TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import {
  Marking,
  assertNotEmpty,
  assertSeenOnSite,
  readMarking,
  toInput,
  sameMarking,
  Submission,
} from '@bilin/domain/scorecards/visits/marking'
import { refuse } from '@bilin/domain/refusal'
import { withoutSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { record } from '../../../record.ts'
import { member } from '../../../trpc.ts'
import {
  updateMarks,
  getMarking,
  listOwnVisits,
  getRoundStage,
  updateSubmittedSheet,
  getSubmissionId,
  lockForSave,
  getVisit,
} from './queries.ts'
import { listFiles } from '../../../rooms/files/links.ts'
import { marking } from '../procedures.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { visitFindingFiles } from './files.ts'

export const markingProcedures = {
  /** The visits of this member's reviewers; `own` marks those of the caller. */
  mine: member.query(({ ctx: { db, seat } }) => listOwnVisits(db, seat)),

  /** One visit, with what is filled in so far. */
  get: member
    .input(z.strictObject({ visitId: id() }))
    .query(({ ctx: { db, seat }, input }) => loadVisitForm(db, seat, input.visitId)),

  /** Saves a draft; `revision` is the one the form was loaded with. Sending the same save again has no effect. */
  save: marking
    .input(Marking)
    .mutation(async ({ ctx: { db, now, seat }, input }) => ({ revision: await saveMarking(db, now, seat, input) })),

  /** Submits a visit, either with a complete marking or as it was last saved. Sending the same submission again succeeds. */
  submit: marking.input(Submission).mutation(async ({ ctx: { db, now, seat }, input }) => {
    const { visitId, revision, draft, marks, findings, submissionId } = input
    if (submissionId && (await getSubmissionId(db, visitId)) === submissionId) return
    const saved = await getMarking(db, visitId)
    const sent = saveMarking(db, now, seat, {
      visitId,
      revision,
      draft,
      dimension: undefined,
      marks: marks ?? toInput(saved),
      findings: findings ?? saved.findings,
    })
    const repeated = await sent.then(
      () => false,
      async (error: unknown) => {
        // The same submission was sent twice at once, and the other call was first.
        if (submissionId && (await getSubmissionId(db, visitId)) === submissionId) return true
        throw error
      },
    )
    if (repeated) return
    assertNotEmpty(await getMarking(db, visitId))
    await updateSubmittedSheet(db, now, visitId, submissionId)
    await record(db, 'scorecards.visit_submitted', visitId)
  }),
}

export async function loadVisitForm(db: TenantDb, seat: Seat, visitId: string) {
  const visit = await getVisit(db, visitId)
  const saved = await getMarking(db, visitId)
  const findingIds = saved.findings.flatMap((finding) => finding.id ?? [])
  return {
    ...visit,
    own: visit.reviewerSeatId === seat.seatId,
    rubric: await getVisitRubric(db, visit),
    ...saved,
    photos: await listFiles(db, visitFindingFiles, findingIds),
  }
}

/** What the reviewer marks: in a round with values, without the indicators that these are of. */
async function getVisitRubric(db: TenantDb, { rubricId, sourced }: { rubricId: string; sourced: boolean }) {
  const rubric = await getRubric(db, rubricId)
  return sourced ? { ...rubric, body: withoutSourced(rubric.body) } : rubric
}

/**
 * Locks the sheet first and checks the stage afterwards. openResponses locks every sheet of the round before it moves the stage,
 * so a save is either complete before the move or sees the new stage and is refused.
 */
export async function saveMarking(db: TenantDb, now: Date, seat: Seat, sent: Marking): Promise<number> {
  const visit = await getVisit(db, sent.visitId)
  if (visit.sourced) assertSeenOnSite((await getRubric(db, visit.rubricId)).body, sent)
  const { scope, ...read } = readMarking((await getVisitRubric(db, visit)).body, sent)
  const revision = await lockForSave(db, now, seat, visit, sent)
  if (revision === null) {
    const current = await getVisit(db, visit.id)
    if (!sameMarking(await getMarking(db, visit.id, scope), read)) refuse('conflict', 'scorecards.changed_meanwhile')
    return current.revision
  }
  assertAllowed(roundMachine, 'mark', await getRoundStage(db, visit.roundId))
  await updateMarks(db, visit, read, revision === 1 ? [] : scope)
  return revision
}
