/** Publishing and withdrawing, in both tenants: the publication's record in the member's tenant, and the dated copy in the alliance. */
import type { TenantDb } from '@bilin/db/tenant'
import type { PracticeDraft } from '@bilin/domain/practices/practice'
import { refuse } from '@bilin/domain/refusal'
import { toSearchVector } from '@bilin/domain/search'
import { sql } from 'kysely'
import { listAlliances } from '../../rooms/memberships.ts'

/** Names a shared practice in an alliance, and the moment of the change. */
type Share = { practiceId: string; authorTenantId: string; now: Date }
type Given = { version: number; purpose: string; until: string | null }

export async function getAlliance(db: TenantDb, memberId: string, slug: string) {
  const alliance = (await listAlliances(db, memberId)).find((known) => known.slug === slug)
  return alliance ?? refuse('not_found', 'tenants.not_found')
}

/** The newest version published in each alliance, of one practice or of all. */
export function listPublications(db: TenantDb, practiceId?: string) {
  return db
    .selectFrom('practicePublication as p')
    .leftJoin('neighbour as tenant', 'tenant.id', 'p.allianceId')
    .distinctOn(['p.practiceId', 'p.allianceId'])
    .select([
      'p.practiceId',
      'p.allianceId',
      'p.version',
      'p.revision',
      'p.purpose',
      'p.until',
      'p.publishedAt',
      'p.withdrawnAt',
    ])
    .select(['tenant.slug as alliance', 'tenant.name as allianceName'])
    .$if(practiceId !== undefined, (qb) => qb.where('p.practiceId', '=', practiceId!))
    .orderBy('p.practiceId')
    .orderBy('p.allianceId')
    .orderBy('p.version', 'desc')
    .limit(1000)
    .execute()
}

export async function getLatestPublication(db: TenantDb, practiceId: string, allianceId: string) {
  const all = await listPublications(db, practiceId)
  return all.find((publication) => publication.allianceId === allianceId)
}

export async function insertPublication(
  db: TenantDb,
  practice: { id: string; revision: number },
  allianceId: string,
  given: Given,
) {
  await db
    .insertInto('practicePublication')
    .values({ practiceId: practice.id, revision: practice.revision, allianceId, ...given })
    .execute()
}

/** Sets the end date of every version that is not withdrawn. */
export async function updatePublicationEnd(db: TenantDb, practiceId: string, allianceId: string, until: string | null) {
  await updateCurrent(db, practiceId, allianceId).set({ until }).execute()
}

export async function updateWithdrawnPublication(db: TenantDb, now: Date, practiceId: string, allianceId: string) {
  await updateCurrent(db, practiceId, allianceId).set({ withdrawnAt: now }).execute()
}

export async function supersedeShared(there: TenantDb, of: Share) {
  await selectShared(there, of).set({ supersededAt: of.now }).where('supersededAt', 'is', null).execute()
}

export async function insertShared(there: TenantDb, practice: PracticeDraft & { id: string }, given: Given) {
  const { id: practiceId, title, problem, steps, cost, result, place, indicators } = practice
  const foundBy = toSearchVector([
    { text: title, weight: 'A' },
    { text: `${problem} ${place} ${indicators.join(' ')}`, weight: 'B' },
    { text: `${steps} ${result}`, weight: 'C' },
    { text: cost, weight: 'D' },
  ])
  await there
    .insertInto('sharedPractice')
    .values({
      practiceId,
      title,
      problem,
      steps,
      cost,
      result,
      place,
      indicators,
      ...given,
      foundBy: sql`${foundBy}::tsvector`,
    })
    .execute()
}

export async function endShared(there: TenantDb, of: Share, until: string | null) {
  await selectShared(there, of).set({ until }).where('withdrawnAt', 'is', null).execute()
}

export async function withdrawShared(there: TenantDb, of: Share) {
  await selectShared(there, of).set({ withdrawnAt: of.now }).where('withdrawnAt', 'is', null).execute()
}

const updateCurrent = (db: TenantDb, practiceId: string, allianceId: string) =>
  db
    .updateTable('practicePublication')
    .where('practiceId', '=', practiceId)
    .where('allianceId', '=', allianceId)
    .where('withdrawnAt', 'is', null)

const selectShared = (there: TenantDb, { authorTenantId, practiceId }: Share) =>
  there.updateTable('sharedPractice').where('authorTenantId', '=', authorTenantId).where('practiceId', '=', practiceId)
