/** The servers that are compared, each a process of its own on one database. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

export type Running = { address: string; pid: number; stop(): Promise<void> }

const postgraphile = path.resolve(import.meta.dirname, '../postgraphile')

/** Installed when the bench is run, from a lock of its own. */
export function installPostgraphile(): void {
  if (existsSync(path.join(postgraphile, 'node_modules'))) return
  const npm = ['ci', '--no-audit', '--no-fund', '--workspaces=false', '--engine-strict=false']
  execFileSync('npm', npm, { cwd: postgraphile, stdio: 'inherit' })
}

export const startPostgraphile = (url: string, port: number) =>
  start([path.join(postgraphile, 'server.mjs'), url, String(port)], port)

export const startBare = (url: string, port: number, statements: string) =>
  start([path.join(import.meta.dirname, 'bare.ts'), url, String(port), statements], port)

async function start(args: string[], port: number): Promise<Running> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, GRAPHILE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('listening') && resolve())
    void ended.then(() => reject(new Error(`${args[0]} ended before it listened`)))
  })
  return {
    address: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
