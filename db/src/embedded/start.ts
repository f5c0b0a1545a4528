/**
 * The PostgreSQL that comes with Bilin, for trying out and for small sites. In the data directory: `cluster` (its
 * files), `run` (its socket), `password` (its administrator's) and `postgres.log`.
 */
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { makeRoles, rolePassword } from '../roles.ts'
import { accountToLend } from './account.ts'
import { findBinaries } from './binaries.ts'
import { initialise, socketFolder, type Cluster } from './cluster.ts'
import { supervise } from './supervise.ts'

export type Embedded = {
  /** PostgreSQL's administrator. */
  adminUrl: string
  /** The owner of the database `bilin`: what an operator would set as DATABASE_URL. */
  databaseUrl: string
  socketDir: string
  /** Aborts running statements, writes everything to disk, and waits until the server has ended. */
  stop(): Promise<void>
}

/** Rejects with a sentence for the operator; among others when another Bilin runs on the same data directory. */
export async function startEmbedded(options: { dataDir: string; log?: (line: string) => void }): Promise<Embedded> {
  const { dataDir, log = () => {} } = options
  const home = folderAt(dataDir)
  const dir = join(home, 'cluster')
  const account = accountToLend(dir)
  const cluster: Cluster = {
    dir,
    account,
    binaries: findBinaries(account),
    logFile: join(home, 'postgres.log'),
  }
  startNewLog(cluster.logFile)
  const password = passwordIn(home)
  if (!existsSync(dir)) log(`Making a PostgreSQL database in ${home}.`)
  const socketDir = socketFolder(join(home, 'run'), account)
  await initialise(cluster, password, socketDir)
  refuseOtherMajor(cluster)
  const server = await supervise(cluster, socketDir, password, log)
  try {
    removeUnfinished(home)
    const owner = rolePassword(password, 'bilin_owner')
    const databaseUrl = await makeRoles(server.adminUrl, { database: 'bilin', password: owner })
    return { ...server, databaseUrl }
  } catch (error) {
    await server.stop()
    throw error
  }
}

function folderAt(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.W_OK)
    return realpathSync(dataDir)
  } catch (cause) {
    throw new Error(
      `The data directory ${dataDir} cannot be used (${(cause as Error).message}): choose a folder that this user may write to.`,
      { cause },
    )
  }
}

/**
 * There are passwords although the socket's folder is closed to others: the server's account may be shared (nobody), and the
 * restricted roles should be as separate here as on any other server.
 */
function passwordIn(home: string): string {
  const file = join(home, 'password')
  const mine = `${file}.${process.pid}`
  if (!existsSync(file)) {
    if (existsSync(join(home, 'cluster')))
      throw new Error(
        `${file} is gone, and without it the database beside it does not open: put it back from your backup.`,
      )
    // Linked into place when written, so that two processes that start together use the same password.
    writeFileSync(mine, randomBytes(24).toString('base64url'), { mode: 0o600 })
    try {
      linkSync(mine, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      rmSync(mine)
    }
  }
  return readFileSync(file, 'utf8').trim()
}

/**
 * Deletes half-made clusters that kills left behind. We hold the lock: another process that still makes one will fail,
 * but may add a file to a folder while we empty it, so that is tried again.
 */
function removeUnfinished(home: string): void {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('cluster.unfinished-')))
    rmSync(join(home, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

function refuseOtherMajor({ dir, binaries }: Cluster): void {
  const made = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim()
  if (made !== binaries.major)
    throw new Error(
      `${dir} was made by PostgreSQL ${made} and this Bilin brings ${binaries.major}: dump it with the Bilin that made it and restore the dump into a new data directory.`,
    )
}

function startNewLog(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > 5_000_000) renameSync(file, `${file}.old`)
}
