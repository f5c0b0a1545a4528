/**
 * `npm start`: brings a database, builds when needed, migrates, tells the demo story when nobody is there yet, and listens.
 * With DATABASE_URL that server is used instead, and no story is told.
 */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { readSettings, type Settings } from '@bilin/api/settings'
import { withClient } from '@bilin/db/client'
import { startEmbedded } from '@bilin/db/embedded/start'
import { migrate } from '@bilin/db/migrate'
import { roleUrl } from '@bilin/db/roles'
import type { SignIn } from '../story/signIns.ts'
import { buildIfNeeded, entrance, house } from './build.ts'
import { dropUnfinishedStory, loadDemoStory } from './demo.ts'
import { greeting } from './greeting.ts'

type Running = { port: number; founding: string | null; stop(): Promise<void> }
type Server = { run(env: Record<string, string | undefined>): Promise<Running> }
type Database = { url: string; fill(): Promise<SignIn[]> }

const say = (line: string) => void process.stdout.write(`${line}\n`)

// What has been started, newest first: it is stopped in this order, also when the start itself fails halfway.
const started: { stop(): Promise<void> }[] = []
let leaving: Promise<void> | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
process.on('uncaughtException', (error) => void fail(error))
// A terminal that was closed, or `| head`, is no reason to stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  await start()
} catch (error) {
  await fail(error as Error)
}

async function start() {
  const settings = readSettings(process.env)
  // Before building: of two on one data directory the second should not be kept waiting to be told so.
  const database = await openDatabase(settings)
  await build()
  const signIns = await database.fill()
  const server = (await import(pathToFileURL(path.join(house, entrance)).href)) as Server
  const running = await server.run({ ...process.env, DATABASE_URL: database.url })
  started.unshift(running)
  if (!leaving) say(greeting({ settings, ...running, signIns }))
}

function openDatabase(settings: Settings): Promise<Database> {
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
  started.unshift({
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

async function build() {
  // Tests build once and start often; what they have built is what they mean.
  if (process.argv.includes('--as-built') || leaving) return
  const building = buildIfNeeded(say)
  started.unshift(building)
  await building.done
}

/** What fails because we are leaving anyway is no news. A sentence is for the operator; of a bug we need the place. */
function fail(error: Error): Promise<void> {
  const isSentence = error.name === 'Error' && !('code' in error)
  if (!leaving) process.stderr.write(`${isSentence ? error.message : error.stack}\n`)
  return leave(1)
}

function leave(code: number): Promise<void> {
  leaving ??= (async () => {
    for (const { stop } of started)
      await stop().catch((error: Error) => void process.stderr.write(`${error.message}\n`))
    process.exit(code)
  })()
  return leaving
}
