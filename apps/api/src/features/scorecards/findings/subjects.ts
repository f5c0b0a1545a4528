/** What a response or a decision is about: a finding or a mark, as this seat sees it. */
import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { SubjectKind } from '@bilin/domain/scorecards/findings/response'

export type SubjectWithRound = Awaited<ReturnType<typeof getSubject>>

/** The column of response, decision and withdrawn_response that points to it. */
export const subjectColumns = { finding: 'findingId', mark: 'markId' } as const

export const pointTo = (of: SubjectKind, id: string) => (of === 'finding' ? { findingId: id } : { markId: id })

export async function getSubject(db: TenantDb, of: SubjectKind, id: string) {
  const [subject] = await listSubjects(db, of, [id])
  return subject ?? refuse('not_found', notFound[of])
}

/** All of them, or a refusal. */
export async function listSubjects(db: TenantDb, of: SubjectKind, ids: readonly string[]) {
  const subjects = await (of === 'finding' ? listFindingSubjects(db, ids) : listMarkSubjects(db, ids))
  if (subjects.length !== ids.length) refuse('not_found', notFound[of])
  return subjects
}

const notFound = { finding: 'scorecards.finding_not_found', mark: 'scorecards.mark_not_found' } as const

async function listFindingSubjects(db: TenantDb, ids: readonly string[]) {
  const rows = await db
    .selectFrom('finding')
    .innerJoin('round', (on) =>
      on.onRef('round.tenantId', '=', 'finding.tenantId').onRef('round.id', '=', 'finding.roundId'),
    )
    .leftJoin('decision', (on) =>
      on.onRef('decision.tenantId', '=', 'finding.tenantId').onRef('decision.findingId', '=', 'finding.id'),
    )
    .select(['finding.id', 'finding.roundId', 'finding.companyId', 'finding.veto'])
    .select(['round.stage', 'round.responseUntil'])
    .select((eb) => eb('decision.id', 'is not', null).as('decided'))
    .where('finding.id', 'in', ids)
    .execute()
  return rows.map((row) => ({ ...row, mark: null, disclosed: true }))
}

async function listMarkSubjects(db: TenantDb, ids: readonly string[]) {
  const rows = await db
    .selectFrom('mark')
    .innerJoin('round', (on) => on.onRef('round.tenantId', '=', 'mark.tenantId').onRef('round.id', '=', 'mark.roundId'))
    .leftJoin('decision', (on) =>
      on.onRef('decision.tenantId', '=', 'mark.tenantId').onRef('decision.markId', '=', 'mark.id'),
    )
    .select(['mark.id', 'mark.roundId', 'mark.companyId', 'mark.mark', 'mark.disclosed'])
    .select(['round.stage', 'round.responseUntil'])
    .select((eb) => eb('decision.id', 'is not', null).as('decided'))
    .where('mark.id', 'in', ids)
    .execute()
  return rows.map((row) => ({ ...row, veto: null }))
}
