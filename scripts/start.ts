/**
 * `npm start`: builds when needed, brings a database, migrates it, tells the demo story when it is empty, and listens.
 * With DATABASE_URL that server is used instead, and no story is told.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { readSettings, type Settings } from '@bilin/api/settings'
import { startEmbedded } from '@bilin/db/embedded/start'
import { migrate } from '@bilin/db/migrate'
import { roleUrl } from '@bilin/db/roles'
import { buildIfNeeded, house } from './build.ts'

type Running = { port: number; founding: string | null; stop(): Promise<void> }
type Server = { run(env: Record<string, string | undefined>): Promise<Running> }
type Story = { tell(urls: { app: string; session: string; owner: string }): Promise<void>; signIns: SignIn[] }
type SignIn = { name: string; password: string }
type Database = { url: string; stop(): Promise<void> }

const say = (line: string) => process.stdout.write(`${line}\n`)

// What has been started, newest first: it is stopped in this order, also when the start itself fails halfway.
const started: { stop(): Promise<void> }[] = []
let leaving: Promise<void> | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave(0))

try {
  await start()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  await leave(1)
}

async function start() {
  const settings = readSettings(process.env)
  buildIfNeeded(say)
  const database = await openDatabase(settings)
  await migrate(database.url)
  const signIns = settings.DATABASE_URL || settings.BILIN_DEMO === 'off' ? [] : await tellStory(database.url)
  const server = await import(pathToFileURL(path.join(house, 'apps/web/build/server/main.js')).href)
  const running = await (server as Server).run({ ...process.env, DATABASE_URL: database.url })
  started.unshift(running)
  greet(settings, running, signIns)
}

async function openDatabase({ DATABASE_URL, BILIN_DATA }: Settings): Promise<Database> {
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => {} }
  const embedded = await startEmbedded({ dataDir: path.resolve(house, BILIN_DATA), log: say })
  started.unshift(embedded)
  return { url: embedded.databaseUrl, stop: embedded.stop }
}

async function tellStory(owner: string): Promise<SignIn[]> {
  const file = path.join(house, 'db/seed/tell.ts')
  if (!existsSync(file)) return []
  const story = (await import(pathToFileURL(file).href)) as Story
  await story.tell({ app: roleUrl(owner, 'bilin_app'), session: roleUrl(owner, 'bilin_session'), owner })
  return story.signIns
}

function greet({ HOST, ORIGIN }: Settings, { port, founding }: Running, signIns: SignIn[]) {
  const address = ORIGIN ?? `http://${HOST}:${port}`
  say(`Bilin 比邻 is at ${address}`)
  if (founding) say(`Nobody is here yet. Open ${address}/found with the one-time code ${founding}`)
  for (const { name, password } of signIns) say(`  ${name}  ${password}`)
}

function leave(code: number): Promise<void> {
  leaving ??= (async () => {
    for (const { stop } of started) await stop()
    process.exit(code)
  })()
  return leaving
}
