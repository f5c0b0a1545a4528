/**
 * The large database for a bench, beside the demo story: made once for a state of the migrations and kept between runs.
 *
 *   const large = await openLargeDatabase()             // or { scale: 0.1 }
 *   large.url('bilin_app'), large.url('postgres')       // addresses of its database
 *   await large.stop()
 *
 * `large.dataDir` is a data directory of Bilin: after `stop`, `startApp(large.dataDir)` serves its pages (one server at a
 * time). A bench that writes asks for a copy of its own with { copy: true }, which `stop` deletes.
 *
 * It is kept below the temporary directory, or in BILIN_LARGE, and takes about 3 GB; `node tests/bench/large/open.ts` makes it.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { withClient } from '@bilin/db/client'
import { startEmbedded, type Embedded } from '@bilin/db/embedded/start'
import { migrate, readMigrations } from '@bilin/db/migrate'
import { databaseAt, roleUrl, type LoginRole } from '@bilin/db/roles'
import { runStory } from '../../support/story.ts'
import { makeLargeDatabase } from './make.ts'

export type LargeDatabase = {
  dataDir: string
  url(role: LoginRole | 'postgres'): string
  stop(): Promise<void>
}

type Options = { scale?: number; copy?: boolean; log?: (line: string) => void }

export async function openLargeDatabase({
  scale = 1,
  copy = false,
  log = console.error,
}: Options = {}): Promise<LargeDatabase> {
  const cached = path.join(rootFolder(), `${fingerprint()}-${scale}`)
  if (!existsSync(cached)) await makeCached(cached, scale, log)
  const dataDir = copy ? copyOf(cached) : cached
  const server = await startEmbedded({ dataDir })
  return {
    dataDir,
    url: (role) => urlOf(server, role),
    async stop() {
      await server.stop()
      if (copy) rmSync(path.dirname(dataDir), { recursive: true, force: true })
    },
  }
}

async function makeCached(cached: string, scale: number, log: (line: string) => void): Promise<void> {
  removeOlder(cached)
  const folder = openFolder(`${cached}.unfinished-`)
  log(`Making the large database in ${cached}; once, some minutes.`)
  try {
    await fill(folder, scale, log)
    renameSync(folder, cached)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

async function fill(dataDir: string, scale: number, log: (line: string) => void): Promise<void> {
  const server = await startEmbedded({ dataDir })
  try {
    await hurry(server, { fsync: 'off', full_page_writes: 'off', max_wal_size: "'8GB'" })
    await migrate(server.databaseUrl)
    await runStory((role) => urlOf(server, role))
    await makeLargeDatabase(urlOf(server, 'postgres'), scale, log)
    await hurry(server, { fsync: null, full_page_writes: null, max_wal_size: null })
    await withClient(server.adminUrl, 'large', (admin) => admin.query('checkpoint'))
  } finally {
    await server.stop()
  }
}

/** Nobody's data is lost if this server dies while the database is made. */
async function hurry({ adminUrl }: Embedded, settings: Record<string, string | null>): Promise<void> {
  await withClient(adminUrl, 'large', async (admin) => {
    for (const [name, value] of Object.entries(settings))
      await admin.query(value ? `alter system set ${name} = ${value}` : `alter system reset ${name}`)
    await admin.query('select pg_reload_conf()')
  })
}

function urlOf({ adminUrl, databaseUrl }: Embedded, role: LoginRole | 'postgres'): string {
  if (role === 'postgres') return databaseAt(adminUrl, 'bilin')
  return role === 'bilin_owner' ? databaseUrl : roleUrl(databaseUrl, role)
}

/** Of everything that the database is made from. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const { checksum } of readMigrations()) hash.update(checksum)
  for (const name of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).toSorted())
    if (/\.(sql|ts)$/.test(name)) hash.update(readFileSync(path.join(import.meta.dirname, name)))
  return hash.digest('hex').slice(0, 12)
}

const rootFolder = () => process.env['BILIN_LARGE'] ?? path.join(tmpdir(), 'bilin-large')

/** One that was made from other migrations or by another scale-alike generator is not used again. */
function removeOlder(cached: string): void {
  const scale = path.basename(cached).split('-').at(-1)
  mkdirSync(rootFolder(), { recursive: true })
  for (const name of readdirSync(rootFolder()))
    if (name.endsWith(`-${scale}`)) rmSync(path.join(rootFolder(), name), { recursive: true, force: true })
}

function copyOf(cached: string): string {
  const folder = openFolder(path.join(rootFolder(), 'copy-'))
  // Owners and modes go with it: PostgreSQL looks at both.
  execFileSync('cp', ['-a', '--reflink=auto', cached, path.join(folder, 'bilin')])
  return path.join(folder, 'bilin')
}

/** PostgreSQL runs under another account when we are root, and looks into it. */
function openFolder(prefix: string): string {
  mkdirSync(rootFolder(), { recursive: true })
  const folder = mkdtempSync(prefix)
  chmodSync(folder, 0o755)
  return folder
}

if (import.meta.main) await openLargeDatabase({ scale: Number(process.argv[2] ?? 1) }).then(({ stop }) => stop())
