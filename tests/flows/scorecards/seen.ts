/** Everything that a person may read by any query, and what in it would reveal the reviewers. */
import { sql } from 'kysely'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import { sessionOf } from '../../support/sessions.ts'
import type { World } from '../../support/world.ts'
import { afterwards } from './round.ts'

export type Seen = { table: string; row: string }

/** Every row that a person may read by any query, of every table but the registry's. */
export async function everythingSeenBy(world: World, title: string, tenant = 'bilin'): Promise<Seen[]> {
  const asker = { session: await sessionOf(world.beyond, title), tenant, clock: afterwards }
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

/** Values that would reveal the reviewers: their seats, visits and sheets, and the moments when these were filled in. */
export async function tracesOf(world: World, visitIds: readonly string[]): Promise<string[]> {
  const { rows } = await world.beyond.query<{ trace: string }>(
    `select reviewer_seat_id::text as trace from visit where id = any($1) union select id::text from visit where id = any($1)
      union select id::text from score_sheet where visit_id = any($1) union select id::text from visit_finding where visit_id = any($1)
      union select trim(both '"' from to_jsonb(submitted_at)::text) from score_sheet where visit_id = any($1) and submitted_at is not null`,
    [visitIds],
  )
  return rows.map(({ trace }) => trace)
}

/** Values that they could read before the round, such as a reviewer's report on a project, reveal nothing about it. */
export const leaks = (seen: readonly Seen[], traces: readonly string[], before: readonly Seen[] = []) => {
  const known = new Set(before.map(({ row }) => row))
  return seen
    .filter(({ row }) => !known.has(row) && traces.some((trace) => row.includes(trace)))
    .map(({ table }) => table)
}
