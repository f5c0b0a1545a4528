/** The built app, started as a user starts it, on a free port and a data directory of its own. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export type App = {
  address: string
  dataDir: string
  pid: number
  /** As the console printed it for somebody; in the story everybody has the same. */
  password: string
  /** Everything it has said so far. */
  output(): string
  stop(): Promise<void>
}

const house = path.resolve(import.meta.dirname, '../..')
const MAY_TAKE = 180_000

export async function startApp(dataDir: string, env: Record<string, string> = {}): Promise<App> {
  const child = spawn(process.execPath, ['--import', './scripts/needs-node-24.js', 'scripts/start.ts', '--as-built'], {
    cwd: house,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DATABASE_URL: '', ...env, BILIN_DATA: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const address = await new Promise<string>((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new Error(`Bilin has not started:\n${output}`)), MAY_TAKE)
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      const found = /http:\/\/[\w.]+:\d+/.exec(output)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then(() => reject(new Error(`Bilin ended before it was ready:\n${output}`)))
    void ended.then(() => clearTimeout(tooLong))
  })
  await ready(address, () => child.exitCode !== null)
  return {
    address,
    dataDir,
    pid: child.pid!,
    password: /^ +\S+ +(\S+)$/m.exec(output)?.[1] ?? '',
    output: () => output,
    async stop() {
      if (child.exitCode !== null) throw new Error(`Bilin ended by itself (${child.exitCode}):\n${output}`)
      child.kill('SIGTERM')
      const tooLong = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await ended
      clearTimeout(tooLong)
    },
  }
}

/** A Bilin on a copy of the story as it was loaded for this run. */
export async function startCopy(): Promise<App> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bilin-copy-'))
  chmodSync(folder, 0o755)
  const dataDir = path.join(folder, 'bilin')
  // Owners and modes go with it: PostgreSQL looks at both.
  execFileSync('cp', ['-a', process.env['BILIN_STORY_TEMPLATE']!, dataDir])
  const app = await startApp(dataDir)
  return {
    ...app,
    async stop() {
      await app.stop().finally(() => rmSync(folder, { recursive: true, force: true }))
    },
  }
}

async function ready(address: string, hasEnded: () => boolean) {
  const until = Date.now() + 30_000
  while (Date.now() < until && !hasEnded()) {
    const answered = await fetch(`${address}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (answered) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${address} does not answer`)
}
