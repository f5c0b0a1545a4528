import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import type { Photo } from '@bilin/db/schema.generated'
import { refuse } from '@bilin/domain/refusal'
import { PHOTOS_EACH } from '@bilin/domain/files/photo'
import type { PhotoFile } from './image.ts'

export type PhotoOf = Photo['of']
/** What a copy shows, and the members beside the coordinator who may see it. */
export type PhotoSubject = {
  of: PhotoOf
  subjectId: string
  visitId?: string
  reviewerId?: string
  companyId?: string
  communityId?: string
}

const shown = ['id', 'subjectId', 'place', 'width', 'height'] as const

/** The photos that may be seen of these subjects, in their order. */
export function listPhotos(db: TenantDb, of: PhotoOf, subjectIds: readonly string[]) {
  if (subjectIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('photo')
    .select(shown)
    .where('of', '=', of)
    .where((eb) => eb('subjectId', '=', eb.fn.any(eb.val(subjectIds))))
    .orderBy('subjectId')
    .orderBy('place')
    .execute()
}

export function getPhoto(db: TenantDb, photoId: string) {
  return db
    .selectFrom('photo')
    .select([...shown, 'of'])
    .where('id', '=', photoId)
    .executeTakeFirst()
}

/** Takes the next free place among its subject's; two at once take two, and whichever id is there already is kept once. */
export async function insertPhoto(db: TenantDb, photoId: string, subject: PhotoSubject, file: PhotoFile) {
  for (let tried = 0; tried < PHOTOS_EACH; tried += 1) {
    const { place } = await nextPlace(db, subject)
    if (place > PHOTOS_EACH) break
    const put = await db
      .insertInto('photo')
      .values({ id: photoId, ...subject, place, ...file })
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (put) return
    const kept = await getPhoto(db, photoId)
    if (kept?.subjectId === subject.subjectId) return
    if (kept) break
  }
  refuse('conflict', 'scorecards.photos_enough', { params: { most: PHOTOS_EACH }, field: 'photo' })
}

/**
 * Passes photos on: from what `from` names (several findings may have been merged into one) to each of `to`, as copies that
 * name others. Ids and the moment are the copies' own. A photo that was passed on twice is there once.
 */
export async function copyPhotos(
  db: TenantDb,
  from: { of: PhotoOf; subjectIds: readonly string[] },
  to: readonly PhotoSubject[],
): Promise<void> {
  if (from.subjectIds.length === 0 || to.length === 0) return
  const photos = await db
    .selectFrom('photo')
    .select(['bytes', 'width', 'height', 'sha256'])
    .where('of', '=', from.of)
    .where((eb) => eb('subjectId', '=', eb.fn.any(eb.val(from.subjectIds))))
    // Not in the order in which they were sent: whose came first must not show.
    .orderBy('sha256')
    .execute()
  const different = photos.filter(({ sha256 }, at) => photos[at - 1]?.sha256 !== sha256)
  for (const subject of to)
    for (const [at, file] of different.entries())
      await db
        .insertInto('photo')
        .values({ id: randomUUID(), ...subject, place: at + 1, ...file })
        .execute()
}

export async function getPhotoBytes(db: TenantDb, photoId: string) {
  return db
    .selectFrom('photo')
    .select(['bytes', 'sha256'])
    .where('id', '=', photoId)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.photo_not_found'))
}

export async function deletePhoto(db: TenantDb, photoId: string) {
  await db.deleteFrom('photo').where('id', '=', photoId).execute()
}

export async function deletePhotosOf(db: TenantDb, of: PhotoOf, subjectId: string) {
  await db.deleteFrom('photo').where('of', '=', of).where('subjectId', '=', subjectId).execute()
}

/** Photos of findings that the visit's sheet no longer has. */
export async function deleteOrphanPhotos(db: TenantDb, visitId: string) {
  await db
    .deleteFrom('photo')
    .where('visitId', '=', visitId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('visitFinding')
            .select('visitFinding.id')
            .where('visitFinding.visitId', '=', visitId)
            .whereRef('visitFinding.id', '=', 'photo.subjectId'),
        ),
      ),
    )
    .execute()
}

async function nextPlace(db: TenantDb, { of, subjectId }: PhotoSubject) {
  const taken = await db
    .selectFrom('photo')
    .select('place')
    .where('of', '=', of)
    .where('subjectId', '=', subjectId)
    .execute()
  const places = new Set(taken.map(({ place }) => place))
  let place = 1
  while (places.has(place)) place += 1
  return { place }
}

/** Which of these have a photo at all. */
export async function listSubjectsWithPhotos(
  db: TenantDb,
  of: 'visit_finding' | 'finding',
  subjectIds: readonly string[],
): Promise<Set<string>> {
  if (subjectIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('photo')
    .select('subjectId')
    .distinct()
    .where('of', '=', of)
    .where((eb) => eb('subjectId', '=', eb.fn.any(eb.val(subjectIds))))
    .execute()
  return new Set(rows.map(({ subjectId }) => subjectId))
}
