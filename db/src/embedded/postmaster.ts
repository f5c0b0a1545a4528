/**
 * Finds a server that is already running on a cluster. A Bilin that was killed leaves its server running, and a process id may
 * have been reused since: the id in postmaster.pid counts only if the working directory of that process is the cluster's
 * folder, as it always is for a PostgreSQL server.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type Postmaster = { pid: number; socketDir: string; ready: boolean; leaving: boolean }

export function findPostmaster(clusterDir: string): Postmaster | undefined {
  const written = pidFile(clusterDir)
  if (written === undefined || !runsIn(written.pid, clusterDir)) return undefined
  return written
}

/**
 * Deletes the postmaster.pid of a server that died without deleting it and whose process id has been reused; PostgreSQL itself
 * would take that server for alive. Not while any process, such as a backend that has not noticed yet, still has the folder as
 * its working directory.
 */
export function forgetDeadPostmaster(clusterDir: string): void {
  const written = pidFile(clusterDir)
  if (written === undefined || !exists(written.pid) || !existsSync('/proc/self/cwd')) return
  const anybody = readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && runsIn(Number(pid), clusterDir))
  if (!anybody) rmSync(join(clusterDir, 'postmaster.pid'), { force: true })
}

/** Lines: number, folder, started, port, socket folder, address, shared memory, state. */
function pidFile(clusterDir: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    const state = lines[7]?.trim()
    if (!Number.isInteger(pid) || pid < 2) return undefined
    return { pid, socketDir: lines[4] ?? '', ready: state === 'ready', leaving: state === 'stopping' }
  } catch {
    return undefined
  }
}

/** Whether the process is alive; a zombie is not. */
export function runsIn(pid: number, clusterDir: string): boolean {
  try {
    if (existsSync('/proc/self/cwd')) return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir)
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).includes(clusterDir)
  } catch {
    return false
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
