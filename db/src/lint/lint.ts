/**
 * The catalogue, read for what would let one tenant see another's rows. Every rule is a question to PostgreSQL's own
 * catalogue that answers the offenders; a database with none has no findings.
 *
 * Asked of a migrated database, of a restored backup and after each migration, by its owner or a superuser. It reads
 * only; a transaction it is asked in stays as it is.
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
  // Whatever the asker's own path, names in the catalogue are then written the same way.
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
