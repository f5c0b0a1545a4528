/** Loads the story into a test's database, through the same procedures as the demo. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LoginRole } from '@bilin/db/roles'

type Addresses = (role: LoginRole | 'postgres') => string
type StoryModule = { loadStory(urls: { app: string; session: string; owner: string }): Promise<unknown> }

const file = path.resolve(import.meta.dirname, '../../story/load.ts')

export async function runStory(urlOf: Addresses): Promise<void> {
  if (!existsSync(file)) return
  const { loadStory } = (await import(pathToFileURL(file).href)) as StoryModule
  await loadStory({ app: urlOf('bilin_app'), session: urlOf('bilin_session'), owner: urlOf('bilin_owner') })
}
