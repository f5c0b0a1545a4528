import type { Seat, TenantDb } from '@bilin/db/tenant'
import { id } from '@bilin/domain/fields'
import { permit } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { coordinates, roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { NewPhoto } from '@bilin/domain/scorecards/visits/photo'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { member, router } from '../../trpc.ts'
import { visitFindingFiles } from './visits/files.ts'
import { getRoundStage, getVisit } from './visits/queries.ts'
import { attachFile, findSubject, isFile } from '../../rooms/files/links.ts'
import { memberWithPhoto } from '../../rooms/files/upload.ts'

/** Photos of the findings of a visit, while the visit is a draft. */
export const photos = router({
  /** Sending the same photo again has no effect. */
  add: memberWithPhoto(mayMark)
    .input(NewPhoto)
    .mutation(async ({ ctx: { db, seat, readPhoto }, input: { photoId, subjectId } }) => {
      if ((await findSubject(db, visitFindingFiles, photoId)) === subjectId) return { photoId }
      const finding = await lockFinding(db, seat, subjectId)
      const to = { subjectId, readers: { reviewerId: finding.reviewerId } }
      await attachFile(db, visitFindingFiles, to, photoId, readPhoto())
      return { photoId }
    }),

  remove: member
    .input(z.strictObject({ photoId: id() }))
    .mutation(async ({ ctx: { db, seat }, input: { photoId } }) => {
      const subjectId = await findSubject(db, visitFindingFiles, photoId)
      if (subjectId) {
        await lockFinding(db, seat, subjectId)
        await visitFindingFiles.delete(db, photoId)
      }
      // Already removed, or never sent: succeeds as well, so that a request can be repeated.
      else if (await isFile(db, photoId)) refuse('conflict', 'scorecards.photo_passed_on')
    }),
})

function mayMark(seat: Seat): void {
  permit(seat.role, coordinates(seat) ? 'scorecards.score_for_reviewer' : 'scorecards.score')
}

/** Refuses those who may not change the finding now. Locks the sheet, so that the visit cannot be submitted in between. */
async function lockFinding(db: TenantDb, seat: Seat, subjectId: string) {
  mayMark(seat)
  const getFinding = () =>
    db
      .selectFrom('visitFinding')
      .select(['visitId', 'reviewerId'])
      .where('id', '=', subjectId)
      .executeTakeFirstOrThrow(() => refuse('conflict', 'scorecards.photo_needs_deduction', { field: 'photo' }))
  const finding = await getFinding()
  const sheet = db.selectFrom('scoreSheet').select('submittedAt').where('visitId', '=', finding.visitId)
  // The policies do not let a submitted sheet be locked: if it was submitted while we waited for the lock, only this second read
  // shows it. A save that we waited for may also have deleted the finding.
  await sheet.forUpdate().execute()
  await getFinding()
  if ((await sheet.executeTakeFirst())?.submittedAt) refuse('conflict', 'scorecards.already_submitted')
  const { roundId } = await getVisit(db, finding.visitId)
  assertAllowed(roundMachine, 'mark', await getRoundStage(db, roundId))
  return finding
}
