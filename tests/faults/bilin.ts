/** Real processes to break: a Bilin on a data directory, and its PostgreSQL server. */
import { startEmbedded } from '@bilin/db/embedded/start'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, onTestFinished } from 'vitest'

export type Bilin = {
  child: ChildProcess
  adminUrl: string
  databaseUrl: string
  socketDir: string
  notes: string[]
  kill(): Promise<void>
  stop(): Promise<void>
}

const APP = join(import.meta.dirname, 'app.ts')

let made: Promise<string> | undefined
const madeIn: string[] = []
afterAll(() => madeIn.forEach(remove))

const remove = (folder: string) => rmSync(folder, { recursive: true, force: true })

async function makeOne(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bilin-fault-'))
  madeIn.push(folder)
  const { stop } = await startEmbedded({ dataDir: join(folder, 'data') })
  await stop()
  return join(folder, 'data')
}

/** A folder that is deleted after the test; a server that still runs on it is stopped. */
export function emptyFolder(name = 'data'): string {
  const folder = mkdtempSync(join(tmpdir(), 'bilin-fault-'))
  onTestFinished(() => remove(folder))
  return homeIn(folder, name)
}

/** A data directory whose server does not outlive the test. */
export function homeIn(folder: string, name: string): string {
  const home = join(folder, name)
  onTestFinished(async () => {
    const pid = postmasterPid(home)
    if (pid && stands(pid)) process.kill(pid, 'SIGQUIT')
    if (pid) await gone(pid)
    const run = join(home, 'run')
    if (existsSync(run)) rmSync(realpathSync(run), { recursive: true, force: true })
  })
  return home
}

export async function startBilin(home: string, { app = APP, env = {} } = {}): Promise<Bilin> {
  const { child, answer, notes } = launch(home, app, env)
  const answered = await answer
  if ('refused' in answered) throw new Error(answered.refused)
  const leave = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return { ...answered, child, notes, kill: () => leave('SIGKILL'), stop: () => leave('SIGTERM') }
}

/** A data directory that a Bilin has already used and left in order: copied, because making one takes a second. */
export async function usedFolder(): Promise<string> {
  const home = emptyFolder()
  execFileSync('cp', ['-a', await (made ??= makeOne()), home])
  return home
}

type StartAnswer = { adminUrl: string; databaseUrl: string; socketDir: string } | { refused: string }

export function launch(home: string, app = APP, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [app, home], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const notes: string[] = []
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const answer = new Promise<StartAnswer>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const message = JSON.parse(line)
      if ('note' in message) notes.push(message.note)
      else resolve(message)
    })
    child.once('exit', () => setTimeout(() => reject(new Error(`it message nothing. ${errors}`)), 100))
  })
  answer.catch(() => {})
  return { child, answer, notes }
}

export function postmasterPid(home: string): number | undefined {
  const file = join(home, 'cluster', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/** Whether the process runs; a zombie does not. */
export function stands(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

export async function gone(pid: number): Promise<void> {
  while (stands(pid)) await sleep(20)
}

export async function ask<Row extends object>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}
