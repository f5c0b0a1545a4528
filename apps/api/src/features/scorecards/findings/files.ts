import type { SubjectKind } from '@bilin/domain/scorecards/findings/response'
import type { DeletableLinks, FileLink } from '../../../rooms/files/links.ts'
import { pointTo, subjectColumns } from './subjects.ts'

/** The files of a finding disclosed to its company. */
export const findingFiles: FileLink<{ companyId: string }> = {
  select: (db) => db.selectFrom('findingFile').select(['findingId as subjectId', 'fileId', 'place']).as('link'),
  insert: (db, { subjectId: findingId, ...link }) =>
    db
      .insertInto('findingFile')
      .values({ findingId, ...link })
      .onConflict((oc) => oc.doNothing())
      .returning('fileId')
      .executeTakeFirst(),
}

/** The files of a response, by what it is about: a finding or a mark. */
export const responseFiles = { finding: createEvidenceLinks('finding'), mark: createEvidenceLinks('mark') } as const

function createEvidenceLinks(of: SubjectKind): FileLink<{ companyId: string }> & DeletableLinks {
  return {
    select: (db) =>
      db
        .selectFrom('responseFile')
        .select([`${subjectColumns[of]} as subjectId`, 'fileId', 'place'])
        .where(subjectColumns[of], 'is not', null)
        .$narrowType<{ subjectId: string }>()
        .as('link'),
    insert: (db, { subjectId, ...link }) =>
      db
        .insertInto('responseFile')
        .values({ ...pointTo(of, subjectId), ...link })
        .onConflict((oc) => oc.doNothing())
        .returning('fileId')
        .executeTakeFirst(),
    delete: (db, fileId) => db.deleteFrom('responseFile').where('fileId', '=', fileId).execute(),
  }
}
