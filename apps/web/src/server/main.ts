/** The outer server of production: one port; /api goes to Hono, everything else to SvelteKit. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { openApp } from '@bilin/api/app'
import { readSettings, type Settings } from '@bilin/api/settings'
import { baseLocale, isLocale } from '@bilin/i18n'
import { getRequestListener } from '@hono/node-server'
import { personOf } from './asker.ts'
import { settle, configureAdapter } from './front.ts'
import { openFromEnvironment, openWorkerFromEnvironment } from './open.ts'
import { setOpened } from './opened.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export type Running = { port: number; founding: string | null; stop: () => Promise<void> }

/** Milliseconds. An idle connection outlives the minute after which proxies usually drop theirs; a slow upload has five. */
const PATIENCE = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  timeout: 120_000,
}
const DRAINING = 10_000

/** Listens, and says on which port; `founding` is the one-time code while nobody is in the registry. */
export async function run(env: Record<string, string | undefined>): Promise<Running> {
  const settings = readSettings(env)
  const origin = settings.ORIGIN ? new URL(settings.ORIGIN) : null
  const https = origin?.protocol === 'https:'
  const bilin = setOpened(openFromEnvironment(env))
  const app = openApp(bilin, async (request) => ({
    person: await personOf(bilin, request.headers.get('cookie'), https),
    locale: localeOf(request.headers.get('cookie')),
    requestId: crypto.randomUUID().slice(0, 8),
  }))
  const api = getRequestListener(app.fetch)
  configureAdapter()
  const { handler } = (await import(/* @vite-ignore */ new URL('./handler.js', import.meta.url).href)) as {
    handler: Handler
  }
  const founded = await bilin.founding.isFounded()
  const server = createServer((request, response) => {
    settle(request, origin)
    if (request.url?.startsWith('/api/')) return void api(request, response)
    handler(request, response, () => response.writeHead(404).end())
  })
  Object.assign(server, PATIENCE)
  await listening(server, settings)
  const worker = openWorkerFromEnvironment(env, bilin)
  return {
    port: (server.address() as { port: number }).port,
    founding: founded ? null : bilin.founding.code,
    async stop() {
      // A query that never comes back must not keep us.
      const soon = <T>(ending: Promise<T>, patience: number) =>
        Promise.race([ending, sleep(patience, null, { ref: false })])
      await Promise.all([drained(server), worker && soon(worker.stop(), DRAINING)])
      await soon(bilin.close(), 2_000)
    },
  }
}

async function listening(server: Server, { PORT, HOST }: Settings): Promise<void> {
  try {
    await new Promise<void>((listens, failed) => server.once('error', failed).listen(PORT, HOST, listens))
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const why: Record<string, string> = {
      EADDRINUSE: `PORT ${PORT} is in use on ${HOST}: stop what listens there, or set PORT to another.`,
      EACCES: `PORT ${PORT} may not be opened by this user: set PORT to one above 1023.`,
      EADDRNOTAVAIL: `HOST ${HOST} is not an address of this machine: set HOST to one that is, or to 0.0.0.0.`,
      ENOTFOUND: `HOST ${HOST} is not known: set HOST to an address of this machine.`,
    }
    throw new Error(why[code ?? ''] ?? `Bilin cannot listen on HOST ${HOST}, PORT ${PORT}: ${message}.`, {
      cause,
    })
  }
}

/** What is being answered is answered to its end; nothing new is begun. */
async function drained(server: Server): Promise<void> {
  const closed = new Promise((done) => server.close(done))
  // A connection is idle as soon as its last answer is out, and would then live on for its next request.
  const sweeping = setInterval(() => server.closeIdleConnections(), 50)
  const enough = setTimeout(() => server.closeAllConnections(), DRAINING)
  await closed
  clearInterval(sweeping)
  clearTimeout(enough)
}

function localeOf(cookies: string | null) {
  const said = cookies?.match(/(?:^|;\s*)bilin_locale=([\w-]+)/u)?.[1]
  return isLocale(said) ? said : baseLocale
}
