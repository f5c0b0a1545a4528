/**
 * `npm run dev`: as `npm start`, but from the source: pages, procedures, domain and words are loaded again when they change. The
 * database and whoever is signed in stay.
 */
import path from 'node:path'
import { readSettings } from '@bilin/api/settings'
import { buildMessages, house } from './build.ts'
import { openDatabase } from './database.ts'
import { formatWelcome } from './welcome.ts'
import { isLeaving, live, say, stopAtEnd } from './lifetime.ts'

const messages = {
  folder: path.join(house, 'packages/i18n/messages'),
  compile: () => buildMessages().done.catch((error: Error) => say(error.message)),
}

await live(async () => {
  const settings = { ...readSettings(process.env), ORIGIN: undefined }
  const database = await openDatabase(settings)
  await stopAtEnd(buildMessages()).done
  const signIns = await database.fill()
  // Loaded only now: it reaches the whole API, and the words that were just compiled.
  const { runFromSource } = await import('../apps/web/src/server/dev.ts')
  const running = stopAtEnd(await runFromSource({ ...process.env, DATABASE_URL: database.url }, messages))
  if (!isLeaving()) say(formatWelcome({ settings, ...running, signIns }))
})
