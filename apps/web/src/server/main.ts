/** The outer server of production: one port; /api goes to Hono, everything else to SvelteKit. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { openApp } from '@bilin/api/app'
import { watchEventLoop } from '@bilin/api/health/eventLoop'
import { readSettings } from '@bilin/api/settings'
import { baseLocale, isLocale } from '@bilin/i18n'
import { getRequestListener } from '@hono/node-server'
import { readSession } from './asker.ts'
import { createCompress } from './compress.ts'
import { settle, configureAdapter } from './front.ts'
import { drain, listen } from './listen.ts'
import { openFromEnvironment, openWorkerFromEnvironment } from './open.ts'
import { setOpened } from './opened.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export type RunningServer = { port: number; firstRunCode: string | null; stop: () => Promise<void> }

/** Milliseconds. An idle connection outlives the minute after which proxies usually drop theirs; a slow upload has five. */
const PATIENCE = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  timeout: 120_000,
}
const DRAINING = 10_000

/** Starts listening and returns the port; `firstRunCode` is the one-time code while the registry is empty. */
export async function run(env: Record<string, string | undefined>): Promise<RunningServer> {
  const settings = readSettings(env)
  const origin = settings.ORIGIN ? new URL(settings.ORIGIN) : null
  const https = origin?.protocol === 'https:'
  const bilin = setOpened(openFromEnvironment(env))
  const app = openApp(bilin, (request) => ({
    session: readSession(request.headers.get('cookie'), https),
    locale: readLocale(request.headers.get('cookie')),
    requestId: crypto.randomUUID().slice(0, 8),
  }))
  const api = getRequestListener(app.fetch)
  configureAdapter()
  const { handler } = (await import(/* @vite-ignore */ new URL('./handler.js', import.meta.url).href)) as {
    handler: Handler
  }
  const founded = await bilin.firstRun.isFounded()
  const compress = createCompress({ https })
  const server = createServer((request, response) => {
    settle(request, origin)
    compress(request, response)
    if (request.url?.startsWith('/api/')) return void api(request, response)
    handler(request, response, () => response.writeHead(404).end())
  })
  Object.assign(server, PATIENCE)
  await listen(server, settings)
  const worker = openWorkerFromEnvironment(env, bilin)
  const eventLoop = watchEventLoop(bilin.log)
  return {
    port: (server.address() as { port: number }).port,
    firstRunCode: founded ? null : bilin.firstRun.code,
    async stop() {
      // A query that never ends must not prevent the exit.
      const soon = <T>(ending: Promise<T>, patience: number) =>
        Promise.race([ending, sleep(patience, null, { ref: false })])
      eventLoop.stop()
      await Promise.all([drain(server, DRAINING), worker && soon(worker.stop(), DRAINING)])
      await soon(bilin.close(), 2_000)
    },
  }
}

function readLocale(cookies: string | null) {
  const locale = cookies?.match(/(?:^|;\s*)bilin_locale=([\w-]+)/u)?.[1]
  return isLocale(locale) ? locale : baseLocale
}
