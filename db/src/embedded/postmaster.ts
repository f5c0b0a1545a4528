/**
 * The server that already stands on a cluster, if one does. A Bilin that was killed leaves its server alive, and a
 * process number may since belong to somebody else: the number in postmaster.pid is believed only when that
 * process stands in the cluster's folder, where a PostgreSQL server always stands.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type Postmaster = { pid: number; socketDir: string; ready: boolean; leaving: boolean }

export function postmasterOf(clusterDir: string): Postmaster | undefined {
  const written = pidFile(clusterDir)
  if (written === undefined || !runsIn(written.pid, clusterDir)) return undefined
  return written
}

/**
 * Takes away the note of a server that died without doing so and whose number somebody else has now, which
 * PostgreSQL itself would take for a living server. Not while anything at all, such as a backend that has
 * not yet noticed, still stands in the folder.
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

/** A zombie runs nowhere, so it does not count as alive. */
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
