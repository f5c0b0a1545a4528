/** Builds what `npm start` runs, unless nothing has changed since the last time. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const house = path.resolve(import.meta.dirname, '..')
const built = path.join(house, 'apps/web/build')
const stamp = path.join(house, 'node_modules/.cache/bilin/built')
const sources = ['apps', 'packages', 'db', 'package-lock.json', 'tsconfig.base.json', 'turbo.json']
const notSources = /^(node_modules|build|compiled|\.svelte-kit|\.inlang|\.turbo)$/

export function buildIfNeeded(say: (line: string) => void): void {
  if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return
  say('Building. This takes a minute, once.')
  const bin = path.join(house, 'node_modules/.bin')
  try {
    execFileSync('turbo', ['run', 'build', '--output-logs=errors-only'], {
      cwd: house,
      env: {
        ...process.env,
        PATH: `${bin}${path.delimiter}${process.env.PATH}`,
        TURBO_TELEMETRY_DISABLED: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`The build failed.\n${stdout}${stderr}`, { cause: error })
  }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, fingerprint())
}

/** Sizes and times, not contents: asked at every start, so it must cost milliseconds. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.version)
  for (const source of sources) addTo(hash, path.join(house, source))
  return hash.digest('hex')
}

function addTo(hash: ReturnType<typeof createHash>, file: string) {
  const { mtimeMs, size } = statSync(file)
  if (!statSync(file).isDirectory()) return void hash.update(`${file} ${size} ${mtimeMs}\n`)
  const names = readdirSync(file).filter((name) => !notSources.test(name))
  for (const name of names.sort()) addTo(hash, path.join(file, name))
}

if (import.meta.main) {
  try {
    buildIfNeeded((line) => process.stdout.write(`${line}\n`))
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}
