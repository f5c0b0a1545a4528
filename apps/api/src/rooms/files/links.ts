/**
 * Files attached to rows. `app.attach` makes a link table for a feature's rows; the feature describes that table as a `FileLink`
 * and calls the functions below.
 */
import { randomUUID } from 'node:crypto'
import type { TenantDb } from '@bilin/db/tenant'
import { FILES_EACH } from '@bilin/domain/files/limits'
import { refuse } from '@bilin/domain/refusal'
import { sql, type AliasedExpression } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'

/** The members, besides the coordinator, who may see a file. The same on the row, the link and the file. */
export type FileReaders = { reviewerId?: string; companyId?: string; communityId?: string }
type LinkedFile = { subjectId: string; fileId: string; place: number }

/** A link table: `select` reads the links that may be seen; `insert` adds one, and returns undefined when its place is taken. */
export type FileLink<Readers extends FileReaders> = FileLinks & {
  insert: (db: TenantDb, link: LinkedFile & Readers) => Promise<object | undefined>
}
export type FileLinks = { select: (db: TenantDb) => AliasedExpression<LinkedFile, 'link'> }
/** A link table from which files can be removed. A file without any link is deleted. */
export type DeletableLinks = FileLinks & { delete: (db: TenantDb, fileId: string) => Promise<unknown> }
/** The row that a file is attached to, and who may see both. */
export type FileSubject<Readers extends FileReaders> = { subjectId: string; readers: Readers }

export type FileContent = {
  kind: 'photo' | 'pdf'
  name: string
  bytes: Buffer
  size: number
  sha256: string
  width: number | null
  height: number | null
}

/** The files that may be seen of these subjects, in their order. */
export const selectFiles = (db: TenantDb, links: FileLinks, subjectIds: readonly string[]) =>
  db
    .selectFrom(links.select(db))
    .innerJoin('file', 'file.id', 'link.fileId')
    .select(['file.id', 'link.subjectId', 'file.kind', 'file.name', 'file.size'])
    .where((eb) => eb('link.subjectId', '=', eb.fn.any(eb.val(subjectIds))))
    .orderBy('link.subjectId')
    .orderBy('link.place')

export const listFiles = async (db: TenantDb, links: FileLinks, subjectIds: readonly string[]) =>
  subjectIds.length === 0 ? [] : selectFiles(db, links, subjectIds).execute()

/** The same as a column of a query; `subject` is the column of the subject's id. */
export const selectFilesOf = (db: TenantDb, links: FileLinks, subject: string) =>
  jsonArrayFrom(
    db
      .selectFrom(links.select(db))
      .innerJoin('file', 'file.id', 'link.fileId')
      .select(['file.id', 'file.kind', 'file.name', 'file.size'])
      .whereRef('link.subjectId', '=', sql.ref(subject))
      .orderBy('link.place'),
  )

/** Those of the subjects that have a file. */
export async function listSubjectsWithFiles(
  db: TenantDb,
  links: FileLinks,
  subjectIds: readonly string[],
): Promise<Set<string>> {
  if (subjectIds.length === 0) return new Set()
  const rows = await db
    .selectFrom(links.select(db))
    .select('link.subjectId')
    .distinct()
    .where((eb) => eb('link.subjectId', '=', eb.fn.any(eb.val(subjectIds))))
    .execute()
  return new Set(rows.map(({ subjectId }) => subjectId))
}

/** The subject that a file is attached to in this link table. */
export async function findSubject(db: TenantDb, links: FileLinks, fileId: string): Promise<string | undefined> {
  const link = await db
    .selectFrom(links.select(db))
    .select('link.subjectId')
    .where('link.fileId', '=', fileId)
    .executeTakeFirst()
  return link?.subjectId
}

/** Whether the file exists and this seat may see it. */
export async function isFile(db: TenantDb, fileId: string): Promise<boolean> {
  return (await db.selectFrom('file').select('id').where('id', '=', fileId).executeTakeFirst()) !== undefined
}

/** Attaches a file at the subject's next free place. Two files at once get two places; the same file sent again is stored once. */
export async function attachFile<Readers extends FileReaders>(
  db: TenantDb,
  link: FileLink<Readers>,
  { subjectId, readers }: FileSubject<Readers>,
  fileId: string,
  content: FileContent,
): Promise<void> {
  const isNew = await insertFile(db, fileId, readers, content)
  if (!isNew) {
    if ((await findSubject(db, link, fileId)) === subjectId) return
    refuse('conflict', 'files.attached_elsewhere', { field: 'files' })
  }
  await linkFile(db, link, { subjectId, readers }, fileId)
}

/** Attaches one new file to several subjects of the same readers: it is stored once. */
export async function attachFileToEach<Readers extends FileReaders>(
  db: TenantDb,
  link: FileLink<Readers>,
  { subjectIds, readers }: { subjectIds: readonly string[]; readers: Readers },
  fileId: string,
  content: FileContent,
): Promise<void> {
  if (!(await insertFile(db, fileId, readers, content)))
    refuse('conflict', 'files.attached_elsewhere', { field: 'files' })
  for (const subjectId of subjectIds) await linkFile(db, link, { subjectId, readers }, fileId)
}

async function linkFile<Readers extends FileReaders>(
  db: TenantDb,
  link: FileLink<Readers>,
  { subjectId, readers }: FileSubject<Readers>,
  fileId: string,
): Promise<void> {
  for (let tried = 0; tried < FILES_EACH; tried += 1) {
    const place = await findNextPlace(db, link, subjectId)
    if (place > FILES_EACH) break
    if (await link.insert(db, { subjectId, fileId, place, ...readers })) return
  }
  refuse('conflict', 'files.enough', { params: { most: FILES_EACH }, field: 'files' })
}

/**
 * Copies the files of `from` (several subjects, if findings were merged) to one subject, for other readers. Each copy has its own
 * id and time. Files with equal bytes are copied once.
 */
export async function copyFiles<Readers extends FileReaders>(
  db: TenantDb,
  from: { links: FileLinks; subjectIds: readonly string[] },
  link: FileLink<Readers>,
  { subjectId, readers }: FileSubject<Readers>,
): Promise<void> {
  if (from.subjectIds.length === 0) return
  const files = await db
    .selectFrom(from.links.select(db))
    .innerJoin('file', 'file.id', 'link.fileId')
    .select(['file.kind', 'file.name', 'file.bytes', 'file.size', 'file.sha256', 'file.width', 'file.height'])
    .where((eb) => eb('link.subjectId', '=', eb.fn.any(eb.val(from.subjectIds))))
    // Not in the order of upload, which would show whose file came first.
    .orderBy('file.sha256')
    .execute()
  const different = files.filter(({ sha256 }, at) => files[at - 1]?.sha256 !== sha256)
  for (const [at, file] of different.entries()) {
    const fileId = randomUUID()
    await insertFile(db, fileId, readers, file)
    await link.insert(db, { subjectId, fileId, place: at + 1, ...readers })
  }
}

/** Returns false when a file with this id exists already. */
async function insertFile(
  db: TenantDb,
  fileId: string,
  readers: FileReaders,
  content: Omit<FileContent, 'bytes'> & { bytes: Buffer | null },
): Promise<boolean> {
  const inserted = await db
    .insertInto('file')
    .values({ id: fileId, ...readers, ...content })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

async function findNextPlace(db: TenantDb, links: FileLinks, subjectId: string): Promise<number> {
  const taken = await db
    .selectFrom(links.select(db))
    .select('link.place')
    .where('link.subjectId', '=', subjectId)
    .execute()
  const places = new Set(taken.map(({ place }) => place))
  let place = 1
  while (places.has(place)) place += 1
  return place
}
