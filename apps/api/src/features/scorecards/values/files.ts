import type { DeletableLinks, FileLink } from '../../../rooms/files/links.ts'

/** The evidence of a value. */
export const valueFiles: FileLink<{ companyId: string }> & DeletableLinks = {
  select: (db) =>
    db.selectFrom('indicatorValueFile').select(['indicatorValueId as subjectId', 'fileId', 'place']).as('link'),
  insert: (db, { subjectId: indicatorValueId, ...link }) =>
    db
      .insertInto('indicatorValueFile')
      .values({ indicatorValueId, ...link })
      .onConflict((oc) => oc.doNothing())
      .returning('fileId')
      .executeTakeFirst(),
  delete: (db, fileId) => db.deleteFrom('indicatorValueFile').where('fileId', '=', fileId).execute(),
}
