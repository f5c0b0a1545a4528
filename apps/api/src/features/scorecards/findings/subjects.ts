/** What a response or a decision is about: a finding or a mark, as this seat sees it. */
import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { SubjectKind } from '@bilin/domain/scorecards/findings/response'

export type SubjectWithRound = Awaited<ReturnType<typeof getSubject>>

/** The column of response, decision and withdrawn_response that references the subject. */
export const subjectColumns = { finding: 'findingId', mark: 'markId' } as const

export const pointTo = (of: SubjectKind, id: string) => (of === 'finding' ? { findingId: id } : { markId: id })

export async function getSubject(db: TenantDb, of: SubjectKind, id: string) {
  const [subject] = await listSubjects(db, of, [id])
  return subject ?? refuse('not_found', notFound[of])
}

/** Refuses unless every id is found. */
export async function listSubjects(db: TenantDb, of: SubjectKind, ids: readonly string[]) {
  const subjects = await (of === 'finding' ? listFindingSubjects(db, ids) : listMarkSubjects(db, ids))
  if (subjects.length !== ids.length) refuse('not_found', notFound[of])
  return subjects
}

/** Findings, each with the response to it and the decision on it, where there are. */
export const selectFindings = (db: TenantDb) =>
  db
    .selectFrom('finding')
    .leftJoin('response', 'response.findingId', 'finding.id')
    .leftJoin('decision', 'decision.findingId', 'finding.id')

/** Marks, each with the response to it and the decision on it, where there are. */
export const selectMarks = (db: TenantDb) =>
  db
    .selectFrom('mark')
    .leftJoin('response', 'response.markId', 'mark.id')
    .leftJoin('decision', 'decision.markId', 'mark.id')

const notFound = { finding: 'scorecards.finding_not_found', mark: 'scorecards.mark_not_found' } as const

async function listFindingSubjects(db: TenantDb, ids: readonly string[]) {
  const rows = await selectFindings(db)
    .innerJoin('round', 'round.id', 'finding.roundId')
    .select(['finding.id', 'finding.roundId', 'finding.companyId', 'finding.veto'])
    .select(['round.stage', 'round.responseUntil'])
    .select((eb) => eb('decision.id', 'is not', null).as('decided'))
    .where('finding.id', 'in', ids)
    .execute()
  return rows.map((row) => ({ ...row, mark: null, disclosed: true, valueId: null }))
}

async function listMarkSubjects(db: TenantDb, ids: readonly string[]) {
  const rows = await selectMarks(db)
    .innerJoin('round', 'round.id', 'mark.roundId')
    .select(['mark.id', 'mark.roundId', 'mark.companyId', 'mark.mark', 'mark.disclosed', 'mark.valueId'])
    .select(['round.stage', 'round.responseUntil'])
    .select((eb) => eb('decision.id', 'is not', null).as('decided'))
    .where('mark.id', 'in', ids)
    .execute()
  return rows.map((row) => ({ ...row, veto: null }))
}
