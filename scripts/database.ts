/**
 * The database of `npm start` and `npm run dev`: the one that DATABASE_URL names, or the PostgreSQL that comes along with the demo
 * story in it.
 */
import path from 'node:path'
import type { Settings } from '@bilin/api/settings'
import { withClient } from '@bilin/db/client'
import { startEmbedded } from '@bilin/db/embedded/start'
import { migrate } from '@bilin/db/migrate'
import { roleUrl } from '@bilin/db/roles'
import type { SignIn } from '../story/signIns.ts'
import { house } from './build.ts'
import { dropUnfinishedStory, loadDemoStory } from './demo.ts'
import { say, stopAtEnd } from './lifetime.ts'

export type Database = {
  /** The owner's. */
  url: string
  /** Migrates it, loads the story into one that came along empty, and returns who may sign in to look around. */
  fill(): Promise<SignIn[]>
}

export function openDatabase(settings: Settings): Promise<Database> {
  return settings.DATABASE_URL ? openOwn(settings.DATABASE_URL) : openEmbedded(settings)
}

async function openOwn(url: string): Promise<Database> {
  roleUrl(url, 'bilin_app')
  await withClient(url, 'start', async () => {}).catch((error: Error) => {
    throw new Error(`DATABASE_URL does not work. ${error.message}`)
  })
  return { url, fill: () => migrate(url).then(() => []) }
}

async function openEmbedded({ BILIN_DATA, BILIN_DEMO }: Settings): Promise<Database> {
  const starting = startEmbedded({ dataDir: path.resolve(house, BILIN_DATA), log: say })
  stopAtEnd({
    stop: () =>
      starting.then(
        ({ stop }) => stop(),
        () => {},
      ),
  })
  const embedded = await starting
  return {
    url: embedded.databaseUrl,
    async fill() {
      await dropUnfinishedStory(embedded)
      await migrate(embedded.databaseUrl)
      return BILIN_DEMO === 'on' ? loadDemoStory(embedded, say) : []
    },
  }
}
