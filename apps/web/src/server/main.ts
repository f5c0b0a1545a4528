/** The outer server of production: one port; /api goes to Hono, everything else to SvelteKit. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { openApp } from '@bilin/api/app'
import { readSettings } from '@bilin/api/settings'
import { baseLocale, isLocale } from '@bilin/i18n'
import { getRequestListener } from '@hono/node-server'
import { personOf } from './asker.ts'
import { settle, configureAdapter } from './front.ts'
import { drain, listen } from './listening.ts'
import { openFromEnvironment, openWorkerFromEnvironment } from './open.ts'
import { setOpened } from './opened.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export type RunningServer = { port: number; founding: string | null; stop: () => Promise<void> }

/** Milliseconds. An idle connection outlives the minute after which proxies usually drop theirs; a slow upload has five. */
const PATIENCE = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  timeout: 120_000,
}
const DRAINING = 10_000

/** Listens, and says on which port; `founding` is the one-time code while nobody is in the registry. */
export async function run(env: Record<string, string | undefined>): Promise<RunningServer> {
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
  await listen(server, settings)
  const worker = openWorkerFromEnvironment(env, bilin)
  return {
    port: (server.address() as { port: number }).port,
    founding: founded ? null : bilin.founding.code,
    async stop() {
      // A query that never comes back must not keep us.
      const soon = <T>(ending: Promise<T>, patience: number) =>
        Promise.race([ending, sleep(patience, null, { ref: false })])
      await Promise.all([drain(server, DRAINING), worker && soon(worker.stop(), DRAINING)])
      await soon(bilin.close(), 2_000)
    },
  }
}

function localeOf(cookies: string | null) {
  const said = cookies?.match(/(?:^|;\s*)bilin_locale=([\w-]+)/u)?.[1]
  return isLocale(said) ? said : baseLocale
}
