/**
 * `npm start`: builds when needed, brings a database, migrates it, tells the demo story when it is empty, and listens.
 * With DATABASE_URL that server is used instead, and no story is told.
 */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { readSettings, type Settings } from '@bilin/api/settings'
import { startEmbedded } from '@bilin/db/embedded/start'
import { migrate } from '@bilin/db/migrate'
import { buildIfNeeded, house } from './build.ts'
import { tellDemo, type SignIn } from './demo.ts'

type Running = { port: number; founding: string | null; stop(): Promise<void> }
type Server = { run(env: Record<string, string | undefined>): Promise<Running> }

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
  // Tests build once and start often; what they have built is what they mean.
  if (!process.argv.includes('--as-built')) buildIfNeeded(say)
  const { url, signIns } = await openDatabase(settings)
  const server = await import(pathToFileURL(path.join(house, 'apps/web/build/server/main.js')).href)
  const running = await (server as Server).run({ ...process.env, DATABASE_URL: url })
  started.unshift(running)
  greet(settings, running, signIns)
}

async function openDatabase(settings: Settings): Promise<{ url: string; signIns: SignIn[] }> {
  if (settings.DATABASE_URL) {
    await migrate(settings.DATABASE_URL)
    return { url: settings.DATABASE_URL, signIns: [] }
  }
  const dataDir = path.resolve(house, settings.BILIN_DATA)
  const embedded = await startEmbedded({ dataDir, log: say })
  started.unshift(embedded)
  await migrate(embedded.databaseUrl)
  const signIns = settings.BILIN_DEMO === 'on' ? await tellDemo(dataDir, embedded, say) : []
  return { url: embedded.databaseUrl, signIns }
}

function greet({ HOST, ORIGIN }: Settings, { port, founding }: Running, signIns: SignIn[]) {
  const address = ORIGIN ?? `http://${HOST}:${port}`
  say(`Bilin 比邻 is at ${address}`)
  if (founding) say(`Nobody is here yet. Open ${address}/first-run with the one-time code ${founding}`)
  for (const { name, password } of signIns) say(`  ${name}  ${password}`)
}

function leave(code: number): Promise<void> {
  leaving ??= (async () => {
    for (const { stop } of started) await stop()
    process.exit(code)
  })()
  return leaving
}
