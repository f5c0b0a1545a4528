/** Bilin as an operator starts it: a process with its environment, its output and its exit. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'

export type Started = {
  child: ChildProcess
  /** Everything printed so far on standard output and standard error. */
  output(): string
  complained(): string
  /** Where it listens, whatever people type; rejects when it ends before. */
  address: Promise<string>
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
  /** Stops it, and waits until it has ended. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

const house = path.resolve(import.meta.dirname, '../../..')
const BEFORE = ['--import', './scripts/needs-node-24.js', '--import', './scripts/memory.ts']
const BOOT = [...BEFORE, 'scripts/start.ts', '--as-built']
const BARE = { HOST: '127.0.0.1', PORT: '0', DATABASE_URL: '', ORIGIN: '', BILIN_DEMO: 'off', LOG_LEVEL: '' }

/** Does not outlive the test. Without a story unless BILIN_DEMO says so. */
export function launch(env: Record<string, string>): Started {
  const child = spawn(process.execPath, BOOT, {
    cwd: house,
    env: { ...process.env, ...BARE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out = gather(child.stdout)
  const complaints = gather(child.stderr)
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal!)),
  )
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  onTestFinished(() => void stop('SIGKILL'))
  const over = ended.then(() => {
    throw new Error(`it ended before it was ready.\n${out.text()}${complaints.text()}`)
  })
  const address = Promise.race([found(out.text, /(?:Listens|Address) +(http:\S+)\n(?! +监听)/), over])
  address.catch(() => {})
  return { child, output: out.text, complained: complaints.text, address, ended, stop }
}

/** Waits until the pattern is printed, and returns its first group. */
export async function found(text: () => string, wanted: RegExp, patience = 120_000): Promise<string> {
  const until = Date.now() + patience
  for (;;) {
    const match = wanted.exec(text())
    if (match) return match[1] ?? match[0]
    if (Date.now() > until) throw new Error(`it never output ${wanted}:\n${text()}`)
    await sleep(20)
  }
}

/** Builds Bilin once, in the first of the test files that run side by side. */
export async function built(): Promise<void> {
  const queue = new pg.Client({ connectionString: inject('cluster').adminUrl })
  await queue.connect()
  try {
    await queue.query(`select pg_advisory_lock(hashtext('build'))`)
    execFileSync(process.execPath, ['scripts/build.ts'], { cwd: house, stdio: 'pipe' })
  } finally {
    await queue.end()
  }
}

/** Whether a server runs in the folder: its postmaster.pid is there. */
export const isServed = (dataDir: string) => existsSync(path.join(dataDir, 'cluster/postmaster.pid'))

function gather(stream: NodeJS.ReadableStream) {
  let all = ''
  stream.on('data', (chunk: Buffer) => (all += chunk.toString()))
  return { text: () => all }
}
