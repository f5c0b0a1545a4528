/**
 * Where a run's temporary files are: databases, copies of the demo, the browser's profile. They are many and small, and most
 * of a run's time on a slow disk, so they are kept in memory where there is room, and go when the run ends.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const MEMORY = '/dev/shm'
const PREFIX = 'bilin-run-'
/** In bytes; a whole run takes about 2 GB. */
const ROOM = { there: 4e9, left: 8e9 }

/** Names one for everything that is started from here on, unless whoever started us has named one. */
export function useScratch(): void {
  if (process.env['TMPDIR']?.includes(PREFIX) || !hasRoom()) return
  removeLeftovers()
  const folder = mkdtempSync(path.join(MEMORY, `${PREFIX}${process.pid}-`))
  // PostgreSQL runs under another account when we are root, and looks into it.
  chmodSync(folder, 0o755)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  if (mayRunPrograms(folder)) process.env['TMPDIR'] = folder
  // Hundreds of processes and threads load the same modules; each is compiled once in a run.
  process.env['NODE_COMPILE_CACHE'] ??= path.join(folder, 'compiled')
}

/** Some tests run programs that they put there; containers often mount memory without this right. */
function mayRunPrograms(folder: string): boolean {
  const program = path.join(folder, 'try')
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
  try {
    execFileSync(program)
    return true
  } catch {
    return false
  }
}

function hasRoom(): boolean {
  if (process.platform !== 'linux' || process.availableMemory() < ROOM.left) return false
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize >= ROOM.there
  } catch {
    return false
  }
}

/** Of runs that were killed. */
function removeLeftovers() {
  const folders = readdirSync(MEMORY).filter((name) => name.startsWith(PREFIX))
  for (const name of folders)
    if (!isRunning(Number(name.slice(PREFIX.length).split('-')[0])))
      rmSync(path.join(MEMORY, name), { recursive: true, force: true })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
