/**
 * `npm run ledger -- verify`: whether everything that was published is still as it was sealed; `-- export FILE` writes the
 * seals and cards of an alliance to a file, and `-- verify FILE` checks such a file by itself. Exits with 1 where
 * something is not as it was. Nothing is written to the database.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { exportLedger, verifyExport } from '@bilin/api/features/scorecards/seals/export'
import { verifyLedger, type Discrepancy } from '@bilin/api/features/scorecards/seals/verify'
import { readSettings } from '@bilin/api/settings'
import { connect, type Pool } from '@bilin/db/connect'
import { startEmbedded } from '@bilin/db/embedded/start'
import { rolePassword, roleUrl, socketUrl } from '@bilin/db/roles'
import { inLedger, listLedgers } from '@bilin/db/tenant'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const USAGE = `npm run ledger -- verify [FILE] [--alliance SHORT-NAME]
npm run ledger -- export FILE --alliance SHORT-NAME`

try {
  process.exitCode = await run()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { alliance: { type: 'string' } },
  })
  const [act, file] = positionals
  if (act === 'verify' && file) return verifyFile(file)
  if (act === 'verify') return onDatabase((pool) => verifyAll(pool, values.alliance))
  if (act === 'export' && file) return onDatabase((pool) => exportTo(pool, file, values.alliance))
  say(USAGE)
  return 2
}

async function verifyAll(pool: Pool, only: string | undefined): Promise<number> {
  const slugs = only ? [only] : await listLedgers(pool)
  let wrong = 0
  for (const slug of slugs) {
    const { seals, cards, rows, unsealed, head, problems } = await inLedger(pool, slug, verifyLedger)
    say(`${slug}: ${seals} 条发布记录 seals, ${cards} 张评分卡 cards, ${rows} 行结果 rows.`)
    if (unsealed.length > 0) say(`  没有封存，无法核对 published before seals, not checked: ${unsealed.join(', ')}`)
    for (const problem of problems) say(`  ✗ ${inWords(problem)}`)
    say(problems.length === 0 ? `  一致 all as published. ${head ?? ''}` : `  不一致 changed since: ${problems.length}`)
    wrong += problems.length
  }
  return wrong > 0 ? 1 : 0
}

function verifyFile(file: string): number {
  const { alliance, seals, cards, head, problems } = verifyExport(readFileSync(file, 'utf8'))
  say(`${alliance}: ${seals} 条发布记录 seals, ${cards} 张评分卡 cards.`)
  for (const problem of problems) say(`  ✗ ${inWords(problem)}`)
  say(problems.length === 0 ? `  一致 all as published. ${head ?? ''}` : `  不一致 changed since: ${problems.length}`)
  return problems.length > 0 ? 1 : 0
}

async function exportTo(pool: Pool, file: string, only: string | undefined): Promise<number> {
  const slugs = only ? [only] : await listLedgers(pool)
  if (slugs.length !== 1) throw new Error(`Say which alliance: --alliance ${slugs.join(' | ')}`)
  const text = await inLedger(pool, slugs[0]!, (db) => exportLedger(db, slugs[0]!))
  writeFileSync(file, text)
  say(`${file}: ${text.length}`)
  return 0
}

function inWords({ table, round, version, estate, key, field, sealed, found }: Discrepancy): string {
  const where = [round, `v${version}`, estate, key].filter(Boolean).join(' / ')
  const shown = (value: unknown) => (value === undefined ? '—' : JSON.stringify(value))
  return `${table}.${field} · ${where} · 封存 sealed: ${shown(sealed)} · 现在 now: ${shown(found)}`
}

async function onDatabase(work: (pool: Pool) => Promise<number>): Promise<number> {
  const database = await openDatabase()
  const pool = connect(database.url, { max: 1 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
    await database.close()
  }
}

/** The database of the ordinary settings; the one that comes with Bilin is used as it runs, or started for as long as this takes. */
async function openDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const { DATABASE_URL, BILIN_DATA } = readSettings(process.env)
  if (DATABASE_URL) return { url: DATABASE_URL, close: async () => {} }
  const dataDir = path.resolve(import.meta.dirname, '..', BILIN_DATA)
  if (!existsSync(path.join(dataDir, 'password')))
    throw new Error(`There is no database in ${dataDir}. Set DATABASE_URL, or BILIN_DATA to its folder.`)
  const running = await runningIn(dataDir)
  if (running) return { url: running, close: async () => {} }
  const embedded = await startEmbedded({ dataDir })
  return { url: embedded.databaseUrl, close: embedded.stop }
}

async function runningIn(dataDir: string): Promise<string | null> {
  const password = readFileSync(path.join(dataDir, 'password'), 'utf8').trim()
  const url = socketUrl(path.join(dataDir, 'run'), 'bilin_owner', rolePassword(password, 'bilin_owner'), 'bilin')
  const pool = connect(roleUrl(url, 'bilin_app'), { max: 1 })
  try {
    await pool.query('select 1')
    return url
  } catch {
    return null
  } finally {
    await pool.end()
  }
}
