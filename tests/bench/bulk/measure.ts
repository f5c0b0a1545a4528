/** What an act costs: the time it takes, the share of it in which the main thread could answer nobody, and the processors' time. */
import { readdirSync, readFileSync } from 'node:fs'
import { performance as node } from 'node:perf_hooks'
import type pg from 'pg'

/** Hundredths of a second, as Linux counts. */
const TICK = 10

export async function createMeasure(beyond: pg.Pool) {
  const { rows } = await beyond.query<{ pid: string }>(
    `select split_part(pg_read_file('postmaster.pid'), chr(10), 1) as pid`,
  )
  const postmaster = rows[0]!.pid
  return async function measure(name: string, act: () => Promise<unknown>): Promise<string[]> {
    const [began, busy, cpu, postgres] = [
      performance.now(),
      node.eventLoopUtilization(),
      process.cpuUsage(),
      readCpu(postmaster),
    ]
    await act()
    const used = process.cpuUsage(cpu)
    return [
      name,
      ((performance.now() - began) / 1000).toFixed(1),
      (node.eventLoopUtilization(busy).active / 1000).toFixed(1),
      ((used.user + used.system) / 1e6).toFixed(1),
      ((readCpu(postmaster) - postgres) / 1000).toFixed(1),
    ]
  }
}

/** Milliseconds that a postmaster's processes have computed, those that have ended included. */
function readCpu(postmaster: string): number {
  let ticks = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = readStat(pid)
    if (pid === postmaster) ticks += Number(fields[13]) + Number(fields[14])
    if (fields[1] === postmaster) ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks * TICK
}

function readStat(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  } catch {
    return []
  }
}
