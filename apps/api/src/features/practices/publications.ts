/** Publishing and taking back, on both sides of the border: the record at home and the dated copy in the alliance. */
import type { TenantDb } from '@bilin/db/tenant'
import type { PracticeDraft } from '@bilin/domain/practices/practice'
import { refuse } from '@bilin/domain/refusal'
import { indexOf } from '@bilin/domain/search'
import { sql } from 'kysely'

/** What its author did in an alliance, and when. */
type Share = { practiceId: string; authorTenantId: string; now: Date }
type Given = { version: number; purpose: string; until: string | null }

/** The alliances this member belongs to. */
export function listAlliances(db: TenantDb, memberId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('tenant', 'tenant.id', 'membership.tenantId')
    .select(['tenant.id', 'tenant.slug', 'tenant.name'])
    .where('membership.memberId', '=', memberId)
    .where('membership.endedAt', 'is', null)
    .orderBy('tenant.name')
    .execute()
}

export async function getAlliance(db: TenantDb, memberId: string, slug: string) {
  const alliance = (await listAlliances(db, memberId)).find((known) => known.slug === slug)
  return alliance ?? refuse('not_found', 'tenants.not_found')
}

/** The newest version given to each alliance, of one practice or of all. */
export function listPublications(db: TenantDb, practiceId?: string) {
  return db
    .selectFrom('practicePublication as p')
    .leftJoin('tenant', 'tenant.id', 'p.allianceId')
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

export async function latestIn(db: TenantDb, practiceId: string, allianceId: string) {
  const all = await listPublications(db, practiceId)
  return all.find((publication) => publication.allianceId === allianceId)
}

export async function notePublication(
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

/** An end date binds every version that was not taken back. */
export async function noteEnd(db: TenantDb, practiceId: string, allianceId: string, until: string | null) {
  await standing(db, practiceId, allianceId).set({ until }).execute()
}

export async function noteWithdrawal(db: TenantDb, now: Date, practiceId: string, allianceId: string) {
  await standing(db, practiceId, allianceId).set({ withdrawnAt: now }).execute()
}

export async function supersedeShared(there: TenantDb, of: Share) {
  await shared(there, of).set({ supersededAt: of.now }).where('supersededAt', 'is', null).execute()
}

export async function insertShared(there: TenantDb, practice: PracticeDraft & { id: string }, given: Given) {
  const { id: practiceId, title, problem, steps, cost, result, place, indicators } = practice
  const foundBy = indexOf([
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
  await shared(there, of).set({ until }).where('withdrawnAt', 'is', null).execute()
}

export async function withdrawShared(there: TenantDb, of: Share) {
  await shared(there, of).set({ withdrawnAt: of.now }).where('withdrawnAt', 'is', null).execute()
}

const standing = (db: TenantDb, practiceId: string, allianceId: string) =>
  db
    .updateTable('practicePublication')
    .where('practiceId', '=', practiceId)
    .where('allianceId', '=', allianceId)
    .where('withdrawnAt', 'is', null)

const shared = (there: TenantDb, { authorTenantId, practiceId }: Share) =>
  there.updateTable('sharedPractice').where('authorTenantId', '=', authorTenantId).where('practiceId', '=', practiceId)
