/** One PostgreSQL cluster on disk: made once, started and stopped. It listens on a unix socket only. */
import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { mayReach, type Account } from './account.ts'
import type { Binaries } from './binaries.ts'

export type Cluster = { dir: string; account: Account | undefined; binaries: Binaries; logFile: string }

/** PostgreSQL's settings that are ours to choose; all others are its own. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'bilin',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u ',
  // The log says what went wrong, never with whose name or telephone number.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/**
 * The built-in C.UTF-8 sorts by code point and is the same on every machine and release, so no upgrade of a system
 * library can spoil an index. Lists that people read are sorted for people, with a collation named in the query.
 */
const LOCALE = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']

export async function initialise(cluster: Cluster, password: string, ...flags: string[]): Promise<void> {
  if (existsSync(join(cluster.dir, 'PG_VERSION'))) return
  // Made beside and renamed when whole: neither a kill nor a rival leaves half a cluster behind.
  const unfinished = mkdtempSync(`${cluster.dir}.unfinished-`)
  const secrets = privateFolder(cluster.account)
  try {
    give(unfinished, cluster.account)
    const passwordFile = join(secrets, 'password')
    writeFileSync(passwordFile, password, { mode: 0o600 })
    give(passwordFile, cluster.account)
    const running = run({ ...cluster, dir: unfinished }, 'initdb', [
      ...LOCALE,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--data-checksums',
      ...flags,
    ])
    const code = await new Promise((resolve, reject) => running.once('exit', resolve).once('error', reject))
    if (code !== 0) throw new Error(lastWords(cluster))
    renameSync(unfinished, cluster.dir)
  } catch (cause) {
    if (existsSync(join(cluster.dir, 'PG_VERSION'))) return
    throw new Error(
      `PostgreSQL could not make its files in ${cluster.dir}: ${(cause as Error).message} Set DATABASE_URL to use a PostgreSQL 15 or later of your own instead.`,
      { cause },
    )
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
    rmSync(secrets, { recursive: true, force: true })
  }
}

/** Detached: Ctrl-C reaches us alone, and we stop the server when our own work has drained. */
export function start(cluster: Cluster, socketDir: string, more: Record<string, string> = {}): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socketDir, ...more })
  return run(
    cluster,
    'postgres',
    settings.map(([name, value]) => `--${name}=${value}`),
  )
}

/** A socket's whole path may hold about 104 bytes, and the server must be able to walk to it. */
export function socketFolder(wanted: string, account: Account | undefined): string {
  if (Buffer.byteLength(wanted) > 85 || !mayReach(dirname(wanted), account)) return privateFolder(account)
  mkdirSync(wanted, { recursive: true, mode: 0o700 })
  if (!lstatSync(wanted).isDirectory()) throw new Error(`${wanted} is not a folder: move it away.`)
  chmodSync(wanted, 0o700)
  give(wanted, account)
  return wanted
}

export function privateFolder(account: Account | undefined): string {
  const usable = Buffer.byteLength(tmpdir()) < 70 && mayReach(tmpdir(), account)
  const folder = mkdtempSync(join(usable ? tmpdir() : '/tmp', 'bilin-'))
  give(folder, account)
  return folder
}

export function lastWords({ logFile }: Cluster): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n')
  return `${lines.slice(-3).join(' ')} (${logFile})`
}

function run(cluster: Cluster, program: 'initdb' | 'postgres', flags: string[]): ChildProcess {
  const log = openSync(cluster.logFile, 'a', 0o600)
  const { PATH } = process.env
  const child = spawn(cluster.binaries[program], ['-D', fromInside(cluster), ...flags], {
    ...(cluster.account && { uid: cluster.account.uid, gid: cluster.account.gid }),
    cwd: cluster.dir,
    env: { PATH },
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  return child
}

/**
 * The cluster's own name for its folder. Below a folder that the lent account may not pass, such as /root, no path
 * leads there; but we set the process down inside before it gives root up, and from inside the kernel's link does.
 */
function fromInside({ dir, account }: Cluster): string {
  if (mayReach(dir, account)) return dir
  if (existsSync('/proc/self/cwd')) return '/proc/self/cwd'
  throw new Error(
    `PostgreSQL, running as ${account?.name}, cannot reach ${dir}: choose a data directory that everybody may pass through.`,
  )
}

function give(path: string, account: Account | undefined): void {
  if (account && statSync(path).uid !== account.uid) chownSync(path, account.uid, account.gid)
}
