/** Builds what `npm start` runs, unless nothing has changed since the last time. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, type Hash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const house = path.resolve(import.meta.dirname, '..')
/** The outer server that the build makes. */
export const entrance = 'apps/web/build/server/main.js'

const stamp = 'node_modules/.cache/bilin/built'
const sources = ['apps', 'packages', 'db/src', 'package-lock.json', 'tsconfig.base.json', 'turbo.json']
const notSources = /^(node_modules|build|compiled|\.svelte-kit|\.inlang|\.turbo|README\.md|.*\.test\.ts)$/

export type Building = { done: Promise<void>; stop(): Promise<void> }

export function buildIfNeeded(say: (line: string) => void): Building {
  if (isBuilt(house)) return { done: Promise.resolve(), stop: () => Promise.resolve() }
  say('正在构建，只在第一次和更新后需要，大约一分钟。Building; once, about a minute.')
  // What a kill leaves half written must not pass for built, nor what is changed while we build.
  rmSync(path.join(house, stamp), { force: true })
  const asked = computeFingerprint(house)
  const building = runTurbo()
  return { ...building, done: building.done.then(() => markBuilt(house, asked)) }
}

/** Only the words, which everything that runs from the source needs too. */
export const buildMessages = (): Building => runTurbo('--filter=@bilin/i18n')

function runTurbo(...options: string[]): Building {
  const child = spawnTurbo(options)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    done: finished(child),
    async stop() {
      endGroup(child)
      await ended
    },
  }
}

export function isBuilt(at: string): boolean {
  const [built, marked] = [path.join(at, entrance), path.join(at, stamp)]
  return existsSync(built) && existsSync(marked) && readFileSync(marked, 'utf8') === computeFingerprint(at)
}

export function markBuilt(at: string, fingerprint = computeFingerprint(at)): void {
  mkdirSync(path.dirname(path.join(at, stamp)), { recursive: true })
  writeFileSync(path.join(at, stamp), fingerprint)
}

/** Sizes and times, not contents: asked at every start, so it must cost milliseconds. */
function computeFingerprint(at: string): string {
  const hash = createHash('sha256').update(process.version)
  for (const source of sources) addTo(hash, at, source)
  return hash.digest('hex')
}

function addTo(hash: Hash, at: string, source: string) {
  const found = statSync(path.join(at, source), { throwIfNoEntry: false })
  if (!found) return
  if (!found.isDirectory()) return void hash.update(`${source} ${found.size} ${found.mtimeMs}\n`)
  const names = readdirSync(path.join(at, source)).filter((name) => !notSources.test(name))
  for (const name of names.sort()) addTo(hash, at, path.join(source, name))
}

/** A group of its own, so that it can be stopped with everything it has begun. */
function spawnTurbo(options: string[]): ChildProcess {
  const bin = path.join(house, 'node_modules/.bin')
  return spawn(path.join(bin, 'turbo'), ['run', 'build', '--output-logs=errors-only', ...options], {
    cwd: house,
    env: {
      ...process.env,
      PATH: `${bin}${path.delimiter}${process.env.PATH}`,
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
}

async function finished(child: ChildProcess): Promise<void> {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  if (code !== 0) throw new Error(`The build failed.\n${output.trimEnd()}`)
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess) {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // It has ended by itself.
  }
}

if (import.meta.main) {
  try {
    const { done, stop } = buildIfNeeded((line) => process.stdout.write(`${line}\n`))
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
    await done
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
