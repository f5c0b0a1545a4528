/**
 * `npm start`: brings a database, builds when needed, migrates, loads the demo story into an empty database, and listens.
 * With DATABASE_URL that server is used instead, and no story is loaded.
 */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { readSettings } from '@bilin/api/settings'
import { buildIfNeeded, entrance, house } from './build.ts'
import { openDatabase } from './database.ts'
import { formatWelcome } from './welcome.ts'
import { isLeaving, live, say, stopAtEnd } from './lifetime.ts'

type Running = { port: number; firstRunCode: string | null; stop(): Promise<void> }
type Server = { run(env: Record<string, string | undefined>): Promise<Running> }

await live(async () => {
  const settings = readSettings(process.env)
  // Before building: the second of two on one data directory should fail at once.
  const database = await openDatabase(settings)
  await build()
  const signIns = await database.fill()
  const server = (await import(pathToFileURL(path.join(house, entrance)).href)) as Server
  const running = stopAtEnd(await server.run({ ...process.env, DATABASE_URL: database.url }))
  if (!isLeaving()) say(formatWelcome({ settings, ...running, signIns }))
})

async function build() {
  // Tests build once and start often; what they have built is what they mean.
  if (process.argv.includes('--as-built') || isLeaving()) return
  await stopAtEnd(buildIfNeeded(say)).done
}
