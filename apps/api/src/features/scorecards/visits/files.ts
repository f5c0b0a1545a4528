import type { DeletableLinks, FileLink } from '../../../rooms/files/links.ts'

/** The photos of a reviewer's finding. */
export const visitFindingFiles: FileLink<{ reviewerId: string }> & DeletableLinks = {
  select: (db) =>
    db.selectFrom('visitFindingFile').select(['visitFindingId as subjectId', 'fileId', 'place']).as('link'),
  insert: (db, { subjectId: visitFindingId, ...link }) =>
    db
      .insertInto('visitFindingFile')
      .values({ visitFindingId, ...link })
      .onConflict((oc) => oc.doNothing())
      .returning('fileId')
      .executeTakeFirst(),
  delete: (db, fileId) => db.deleteFrom('visitFindingFile').where('fileId', '=', fileId).execute(),
}
