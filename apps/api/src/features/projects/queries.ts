/** A joint project and what its acts need to know before they act. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Stage } from '@bilin/domain/projects/stages'
import { refuse } from '@bilin/domain/refusal'
import { sql } from 'kysely'

export type Project = Awaited<ReturnType<typeof getProject>>

const columns = ['id', 'slug', 'title', 'stage', 'revision', 'authorTenantId as leadId'] as const

export function getProject(db: TenantDb, id: string) {
  return db
    .selectFrom('project')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => refuse('not_found', 'projects.not_found'))
}

/**
 * The project, its stage held still until this transaction ends. Row locks would need the right to change it, which those
 * who join or report do not have; so whoever acts holds it shared, and whoever moves the stage holds it alone.
 */
export async function holdProject(db: TenantDb, id: string, { alone = false } = {}): Promise<Project> {
  const lock = alone ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`
  await sql`select ${lock}(hashtextextended(app.current_tenant() || ${id}, 0))`.execute(db)
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

export async function slugsLike(db: TenantDb, slug: string): Promise<string[]> {
  const rows = await db.selectFrom('project').select('slug').where('slug', '^@', slug).execute()
  return rows.map((row) => row.slug)
}

export function listAims(db: TenantDb, projectId: string) {
  return db
    .selectFrom('projectAim')
    .select(['id', 'words', 'target', 'unit', 'reached', 'reachedWords'])
    .where('projectId', '=', projectId)
    .orderBy('place')
    .execute()
}

export async function replaceAims(
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

export async function takeStep(db: TenantDb, projectId: string, stage: Stage): Promise<void> {
  await db.insertInto('projectStep').values({ projectId, stage }).execute()
}

export async function countJoined(db: TenantDb, projectId: string): Promise<number> {
  const { joined } = await db
    .selectFrom('participation')
    .select(sql<number>`count(*)::int`.as('joined'))
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
  return joined
}
