import type { DeletableLinks, FileLink } from '../../../rooms/files/links.ts'

/** The files that show that an improvement was done. */
export const improvementFiles: FileLink<{ companyId: string; communityId: string }> & DeletableLinks = {
  select: (db) => db.selectFrom('improvementFile').select(['improvementId as subjectId', 'fileId', 'place']).as('link'),
  insert: (db, { subjectId: improvementId, ...link }) =>
    db
      .insertInto('improvementFile')
      .values({ improvementId, ...link })
      .onConflict((oc) => oc.doNothing())
      .returning('fileId')
      .executeTakeFirst(),
  delete: (db, fileId) => db.deleteFrom('improvementFile').where('fileId', '=', fileId).execute(),
}
