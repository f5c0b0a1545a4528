/** Runs the ledger's command as an operator does, and tampers with rows past all policies. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { socketUrl } from '@bilin/db/roles'
import pg from 'pg'

const house = path.resolve(import.meta.dirname, '../..')

export function verifyLedger(dataDir: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './scripts/needs-node-24.js', 'scripts/ledger.ts', 'verify', '--alliance', 'bilin'],
    {
      cwd: house,
      env: { ...process.env, DATABASE_URL: '', BILIN_DATA: dataDir },
      encoding: 'utf8',
      timeout: 60_000,
    },
  )
  return { status, output: stdout + stderr }
}

/** As PostgreSQL's administrator, whom no policy and no grant stops. */
export async function tamper(dataDir: string, sql: string, values: unknown[] = []): Promise<number> {
  const password = readFileSync(path.join(dataDir, 'password'), 'utf8').trim()
  const client = new pg.Client({
    connectionString: socketUrl(path.join(dataDir, 'run'), 'postgres', password, 'bilin'),
  })
  await client.connect()
  try {
    return (await client.query(sql, values)).rowCount ?? 0
  } finally {
    await client.end()
  }
}
