/** Reads and locks a joint project and what its procedures check. */
import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'

export type Project = Awaited<ReturnType<typeof getProject>>

const columns = ['id', 'slug', 'title', 'stage', 'revision', 'fromDay', 'untilDay', 'authorTenantId as leadId'] as const

export function getProject(db: TenantDb, id: string) {
  return db
    .selectFrom('project')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'projects.not_found'))
}

/**
 * Locks the project's stage until the transaction ends: exclusively for a move, shared for every other act. It is an advisory
 * lock because a row lock needs the right to update the row, which members who join or report do not have.
 */
export async function lockProject(db: TenantDb, id: string, { alone = false } = {}): Promise<Project> {
  const lock = alone ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`
  await sql`select ${lock}(hashtextextended(${id}, 0))`.execute(db)
  return getProject(db, id)
}

export async function isJoined(db: TenantDb, projectId: string, communityId: string): Promise<boolean> {
  const found = await db
    .selectFrom('participation')
    .select('id')
    .where('projectId', '=', projectId)
    .where('authorTenantId', '=', communityId)
    .executeTakeFirst()
  return found !== undefined
}

export async function listSimilarSlugs(db: TenantDb, slug: string): Promise<string[]> {
  const rows = await db.selectFrom('project').select('slug').where('slug', '^@', slug).execute()
  return rows.map((row) => row.slug)
}

export const selectAims = (db: TenantDb, projectId: string) =>
  db
    .selectFrom('projectAim')
    .select(['id', 'words', 'target', 'unit', 'reached', 'reachedWords'])
    .where('projectId', '=', projectId)
    .orderBy('place')

export async function updateAims(
  db: TenantDb,
  projectId: string,
  aims: readonly { words: string; target?: number; unit?: string }[],
) {
  await db.deleteFrom('projectAim').where('projectId', '=', projectId).execute()
  if (aims.length === 0) return
  await db
    .insertInto('projectAim')
    .values(aims.map((aim, place) => ({ ...aim, projectId, place })))
    .execute()
}

export async function countJoined(db: TenantDb, projectId: string): Promise<number> {
  const { joined } = await db
    .selectFrom('participation')
    .select(sql<number>`count(*)::int`.as('joined'))
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
  return joined
}
