/**
 * A lint of the database for anything that would let one tenant see another's rows. Every rule is a query on PostgreSQL's
 * catalogue that returns the offenders.
 *
 * Run on a migrated database, on a restored backup and after each migration, as its owner or a superuser. It only reads, and
 * may run inside a transaction.
 */
import type pg from 'pg'
import { functionRules } from './functions.ts'
import { grantRules } from './grants.ts'
import { keyRules } from './keys.ts'
import { policyRules } from './policies.ts'
import { roleRules } from './roles.ts'
import { tableRules } from './tables.ts'
import type { Offender, Violation, Rule } from './rule.ts'

export type { Violation } from './rule.ts'

export const rules: readonly Rule[] = [
  ...roleRules,
  ...tableRules,
  ...policyRules,
  ...functionRules,
  ...grantRules,
  ...keyRules,
]

export async function lintCatalogue(client: pg.ClientBase): Promise<Violation[]> {
  // So that names are printed the same way, whatever the connection's own search path.
  const { rows } = await client.query<{ path: string }>(`select current_setting('search_path') as path`)
  await client.query(`select set_config('search_path', 'pg_catalog, public', false)`)
  try {
    const findings: Violation[] = []
    for (const rule of rules) findings.push(...(await ask(client, rule)))
    return findings
  } finally {
    await client.query(`select set_config('search_path', $1, false)`, [rows[0]!.path])
  }
}

async function ask(client: pg.ClientBase, rule: Rule): Promise<Violation[]> {
  const { rows } = await client.query<Offender>(rule.sql, rule.values ?? [])
  const judged = rule.judge ? await rule.judge(client, rows) : rows
  return judged.map(({ object, says = '' }) => ({ rule: rule.name, object, says }))
}
