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
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { mayReach, type Account } from './account.ts'
import type { Binaries } from './binaries.ts'

export type Cluster = { dir: string; account: Account | undefined; binaries: Binaries; logFile: string }

/** PostgreSQL's settings that we change; all others have their defaults. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'bilin',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u ',
  // The log must not contain values of rows, such as names and telephone numbers.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/**
 * The built-in C.UTF-8 sorts by code point and is the same on every machine and release, so no upgrade of a system
 * library can spoil an index. Lists that people read are sorted for people, with a collation named in the query.
 */
const LOCALE = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']

export async function initialise(
  cluster: Cluster,
  password: string,
  secrets: string,
  ...flags: string[]
): Promise<void> {
  if (existsSync(join(cluster.dir, 'PG_VERSION'))) return
  // Made in another folder and renamed when complete, so that neither a kill nor another process leaves half a cluster.
  const unfinished = mkdtempSync(`${cluster.dir}.unfinished-`)
  const passwordFile = join(secrets, `password.${process.pid}`)
  try {
    give(unfinished, cluster.account)
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
    rmSync(passwordFile, { force: true })
  }
}

/** Detached, so that Ctrl-C reaches only us; we stop the server after our own work has ended. */
export function start(cluster: Cluster, socketDir: string, more: Record<string, string> = {}): ChildProcess {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socketDir, ...more })
  return run(
    cluster,
    'postgres',
    settings.map(([name, value]) => `--${name}=${value}`),
  )
}

/**
 * A socket's path may have about 104 bytes, and the server's account must be able to reach it. Where the wanted folder does not
 * meet that, the socket is elsewhere and a link in the wanted folder points to it; the next start follows the link.
 */
export function socketFolder(wanted: string, account: Account | undefined): string {
  const elsewhere = lstatSync(wanted, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(wanted) : undefined
  if (Buffer.byteLength(wanted) > 85 || !mayReach(dirname(wanted), account)) {
    if (elsewhere && isPrivate(elsewhere, account) && !isTaken(elsewhere, dirname(wanted))) return elsewhere
    const made = privateFolder(account)
    rmSync(wanted, { recursive: true, force: true })
    symlinkSync(made, wanted)
    return made
  }
  if (elsewhere) rmSync(wanted)
  mkdirSync(wanted, { recursive: true, mode: 0o700 })
  chmodSync(wanted, 0o700)
  give(wanted, account)
  return wanted
}

/** Whether the folder is ours: anybody may create one in a temporary directory. */
function isPrivate(folder: string, account: Account | undefined): boolean {
  const there = lstatSync(folder, { throwIfNoEntry: false })
  const uid = account?.uid ?? process.getuid?.()
  return there !== undefined && there.isDirectory() && there.uid === uid && (there.mode & 0o777) === 0o700
}

/** Whether the server of another data directory uses it, of which this one is a copy. */
function isTaken(socketDir: string, home: string): boolean {
  const [user, own] = [join(socketDir, '.s.PGSQL.5432.lock'), join(home, 'cluster/postmaster.pid')].map((file) =>
    existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : undefined,
  )
  return user !== undefined && user !== own
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
 * The path by which the server reaches its folder. The server's account cannot traverse a folder such as /root, so there is no
 * usable absolute path below it. The process starts inside the folder while it is still root, and uses the kernel's link to its
 * working directory.
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
