import type { Seat, TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { id } from '@bilin/domain/fields'
import { permit } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { NewPhoto, photographed } from '@bilin/domain/files/photo'
import { coordinates, roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertMayRespond } from '@bilin/domain/scorecards/rounds/round'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { z } from 'zod'
import { member, router } from '../../trpc.ts'
import { lockImprovement } from './improvements/queries.ts'
import { roundOf, getVisit } from './visits/queries.ts'
import { reencodeImage } from '../../rooms/files/image.ts'
import { getPhoto, getPhotoBytes, insertPhoto, deletePhoto, type PhotoSubject } from '../../rooms/files/photos.ts'

export const photos = router({
  /** The picture as image/jpeg (base64), to those it names. */
  get: member.input(z.strictObject({ photoId: id() })).query(async ({ ctx: { db }, input: { photoId } }) => {
    const { bytes, sha256 } = await getPhotoBytes(db, photoId)
    return { content: bytes.toString('base64'), sha256 }
  }),

  /** To a finding of one's visit while it is a draft, or to one's response while it may be changed. Sent twice, it is kept once. */
  add: member
    .input(NewPhoto)
    .mutation(async ({ ctx: { db, seat, today }, input: { photoId, of, subjectId, content } }) => {
      const kept = await getPhoto(db, photoId)
      if (kept?.of === of && kept.subjectId === subjectId) return { photoId }
      const subject = await subjectOf(db, seat, today, of, subjectId)
      await insertPhoto(db, photoId, subject, await reencodeImage(Buffer.from(content, 'base64')))
      return { photoId }
    }),

  remove: member
    .input(z.strictObject({ photoId: id() }))
    .mutation(async ({ ctx: { db, seat, today }, input: { photoId } }) => {
      const kept = await getPhoto(db, photoId)
      // Dropped already, or never sent: a repeat has the same answer.
      if (!kept) return
      const of = photographed.find((known) => known === kept.of)
      await subjectOf(db, seat, today, of ?? refuse('conflict', 'scorecards.photo_passed_on'), kept.subjectId)
      await deletePhoto(db, photoId)
    }),
})

async function subjectOf(
  db: TenantDb,
  seat: Seat,
  today: Day,
  of: NewPhoto['of'],
  subjectId: string,
): Promise<PhotoSubject> {
  if (of === 'improvement') return mended(db, seat, subjectId)
  return of === 'response' ? responded(db, seat, today, subjectId) : found(db, seat, subjectId)
}

/** Holds the sheet, so that the visit is not sealed in between. */
async function found(db: TenantDb, seat: Seat, subjectId: string): Promise<PhotoSubject> {
  permit(seat.role, coordinates(seat) ? 'scorecards.score_for_reviewer' : 'scorecards.score')
  const finding = await db
    .selectFrom('visitFinding')
    .select(['visitId', 'reviewerId'])
    .where('id', '=', subjectId)
    .executeTakeFirst()
  if (!finding) return refuse('conflict', 'scorecards.photo_needs_deduction', { field: 'photo' })
  const sheet = db.selectFrom('scoreSheet').select('submittedAt').where('visitId', '=', finding.visitId)
  // A submitted sheet cannot be locked, only read: one submitted while this waited is seen by the second look alone.
  await sheet.forUpdate().execute()
  if ((await sheet.executeTakeFirst())?.submittedAt) refuse('conflict', 'scorecards.already_submitted')
  const { roundId } = await getVisit(db, finding.visitId)
  assertAllowed(roundMachine, 'mark', await roundOf(db, roundId))
  return { of: 'visit_finding', subjectId, ...finding }
}

/** Evidence for a response, of the finding or the mark it is about; it may come before the response's words. */
async function responded(db: TenantDb, seat: Seat, today: Day, subjectId: string): Promise<PhotoSubject> {
  permit(seat.role, 'scorecards.respond')
  const put =
    (await putTo(db, 'finding', seat, subjectId)) ??
    (await putTo(db, 'mark', seat, subjectId)) ??
    refuse('not_found', 'scorecards.finding_not_found')
  assertMayRespond(put, today)
  return { of: 'response', subjectId, companyId: put.companyId }
}

/** What was mended, for the company's own community to see as well. */
async function mended(db: TenantDb, seat: Seat, subjectId: string): Promise<PhotoSubject> {
  permit(seat.role, 'scorecards.improve')
  await lockImprovement(db, seat.actingTenantId, subjectId)
  const { companyId, communityId } = await db
    .selectFrom('improvement')
    .select(['companyId', 'communityId'])
    .where('id', '=', subjectId)
    .executeTakeFirstOrThrow()
  return { of: 'improvement', subjectId, companyId, communityId }
}

function putTo(db: TenantDb, table: 'finding' | 'mark', seat: Seat, subjectId: string) {
  return db
    .selectFrom(`${table} as put` as 'finding as put')
    .innerJoin('round', 'round.id', 'put.roundId')
    .select(['put.companyId', 'round.stage', 'round.responseUntil'])
    .where('put.id', '=', subjectId)
    .where('put.companyId', '=', seat.actingTenantId)
    .executeTakeFirst()
}
