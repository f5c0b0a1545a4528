/** Loads the demo story once; each worker's Bilin then starts on a copy of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startApp } from './app.ts'
import { useScratch } from './scratch.ts'

export default async function setup() {
  useScratch()
  const folder = mkdtempSync(path.join(tmpdir(), 'bilin-story-'))
  const template = path.join(folder, 'story')
  const app = await startApp(template)
  await app.stop()
  process.env['BILIN_STORY_TEMPLATE'] = template
  return () => rmSync(folder, { recursive: true, force: true })
}
