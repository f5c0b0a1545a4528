import type { FileLink } from '../../../rooms/files/links.ts'

/** The files of a finding on a card. */
export const resultFindingFiles: FileLink<{ companyId: string; communityId: string }> = {
  select: (db) =>
    db.selectFrom('resultFindingFile').select(['resultFindingId as subjectId', 'fileId', 'place']).as('link'),
  insert: (db, { subjectId: resultFindingId, ...link }) =>
    db
      .insertInto('resultFindingFile')
      .values({ resultFindingId, ...link })
      .onConflict((oc) => oc.doNothing())
      .returning('fileId')
      .executeTakeFirst(),
}
