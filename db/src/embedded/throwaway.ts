/**
 * A PostgreSQL for tests, in a temporary folder. It ends with the process that made it, however that ends. The only one
 * without fsync.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from '../client.ts'
import { databaseAt, makeDatabase, makeRoles, roleUrl, socketUrl, type LoginRole } from '../roles.ts'
import { accountToLend } from './account.ts'
import { findBinaries } from './binaries.ts'
import { initialise, lastWords, privateFolder, start, type Cluster } from './cluster.ts'
import { findPostmaster } from './postmaster.ts'

export type Throwaway = {
  adminUrl: string
  url(database: string, role: LoginRole | 'postgres'): string
  /** A database owned by bilin_owner; a copy of the template if one is named, which must have no connections. */
  createDatabase(name: string, template?: string): Promise<void>
  stop(): Promise<void>
}

/** Waits until our end of its stdin is closed, by us or, if we are killed, by the kernel. */
const JANITOR = `
cat >/dev/null
pid=$(head -n 1 "$0/cluster/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null &&
for i in 1 2 3 4 5 6 7 8 9; do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
rm -rf "$0" || { sleep 1; rm -rf "$0"; }`

const HASTE = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
  io_method: 'sync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '128MB',
  // No database lives long enough to need it, and its rounds through hundreds of them cost a fifth of the tests' time.
  autovacuum: 'off',
  jit: 'off',
}

export async function startThrowaway(): Promise<Throwaway> {
  const account = accountToLend('/none')
  const folder = privateFolder(account)
  const janitor = spawn('sh', ['-c', JANITOR, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  janitor.unref()
  const cluster: Cluster = {
    dir: join(folder, 'cluster'),
    account,
    binaries: findBinaries(account),
    logFile: join(folder, 'log'),
  }
  const password = randomBytes(24).toString('base64url')
  await initialise(cluster, password, folder, '--no-sync')
  start(cluster, folder, HASTE).unref()
  await ready(cluster)
  const adminUrl = socketUrl(folder, 'postgres', password, 'postgres')
  const ownerUrl = await makeRoles(adminUrl, { database: 'bilin', password })

  return {
    adminUrl,
    url(database, role) {
      if (role === 'postgres') return databaseAt(adminUrl, database)
      const owner = databaseAt(ownerUrl, database)
      return role === 'bilin_owner' ? owner : roleUrl(owner, role)
    },
    createDatabase: (name, template) => withClient(adminUrl, 'tests', (admin) => makeDatabase(admin, name, template)),
    async stop() {
      if (janitor.exitCode !== null) return
      janitor.ref()
      janitor.stdin.end()
      await once(janitor, 'exit')
    },
  }
}

async function ready(cluster: Cluster): Promise<void> {
  const until = Date.now() + 30_000
  while (!findPostmaster(cluster.dir)?.ready) {
    if (Date.now() > until) throw new Error(`The throw-away PostgreSQL does not start: ${lastWords(cluster)}`)
    await sleep(10)
  }
}
