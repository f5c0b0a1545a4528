/**
 * How long a start takes: the embedded PostgreSQL alone, and all of Bilin until it answers. The first start
 * makes the database, every later one finds it. Aim on a quiet machine with two cores: a later start of PostgreSQL
 * within three seconds.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '@bilin/db/embedded/start'
import { startApp } from '../support/app.ts'
import { median, print } from './table.ts'

const LATER = 5
const folder = mkdtempSync(path.join(tmpdir(), 'bilin-bench-'))

async function measure(start: () => Promise<{ stop(): Promise<void> }>): Promise<number> {
  const before = performance.now()
  const { stop } = await start()
  const took = performance.now() - before
  await stop()
  return took
}

async function row(name: string, start: () => Promise<{ stop(): Promise<void> }>): Promise<string[]> {
  const first = await measure(start)
  const later: number[] = []
  for (let i = 0; i < LATER; i += 1) later.push(await measure(start))
  return [name, ...[first, median(later), Math.max(...later)].map((ms) => ms.toFixed(0))]
}

// Builds first; if nothing has changed, that only compares the files' dates.
execFileSync(process.execPath, [path.resolve(import.meta.dirname, '../../scripts/build.ts')], { stdio: 'inherit' })

try {
  const dataDir = (name: string) => path.join(folder, name)
  print(
    ['start', 'first, ms', 'later, median', 'later, longest'],
    [
      await row('PostgreSQL', () => startEmbedded({ dataDir: dataDir('postgres') })),
      await row('Bilin, empty', () => startApp(dataDir('empty'), { BILIN_DEMO: 'off' })),
      await row('Bilin, with the story', () => startApp(dataDir('story'))),
    ],
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
