/** What somebody may read by any query at all, and what in it would reveal who came. */
import { sql } from 'kysely'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import type { World } from '../../support/world.ts'
import { afterwards } from './round.ts'

export type Seen = { table: string; row: string }

/** Every row of every table but the registry, as somebody may read it by any query at all. */
export async function everythingSeenBy(world: World, title: string, tenant = 'bilin'): Promise<Seen[]> {
  const person = await world.beyond.query<{ id: string }>('select person_id as id from seat where title = $1', [title])
  const asker = { personId: person.rows[0]!.id, tenant, clock: afterwards }
  const { rows: tables } = await world.beyond.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and has_table_privilege('bilin_app', oid, 'select') and relname not in ('tenant', 'membership', 'person', 'seat', 'invitation')`,
  )
  return byPolicyAlone(world.bilin.pool, asker, async (db) => {
    const seen: Seen[] = []
    for (const { name } of tables) {
      const { rows } = await sql<{
        row: string
      }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(db)
      seen.push(...rows.map(({ row }) => ({ table: name, row })))
    }
    return seen
  })
}

/** What would reveal who came: the reviewers' seats, their visits and sheets, and the moments these were filled in. */
export async function tracesOf(world: World, visitIds: readonly string[]): Promise<string[]> {
  const { rows } = await world.beyond.query<{ trace: string }>(
    `select reviewer_seat_id::text as trace from visit where id = any($1) union select id::text from visit where id = any($1)
      union select id::text from score_sheet where visit_id = any($1) union select id::text from visit_finding where visit_id = any($1)
      union select trim(both '"' from to_jsonb(submitted_at)::text) from score_sheet where visit_id = any($1) and submitted_at is not null`,
    [visitIds],
  )
  return rows.map(({ trace }) => trace)
}

/** What they could read before the round, a reviewer's report on a project for one, reveals nothing about it. */
export const leaks = (seen: readonly Seen[], traces: readonly string[], before: readonly Seen[] = []) => {
  const known = new Set(before.map(({ row }) => row))
  return seen
    .filter(({ row }) => !known.has(row) && traces.some((trace) => row.includes(trace)))
    .map(({ table }) => table)
}
