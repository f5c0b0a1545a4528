/** The outer server of production: one port; /api goes to Hono, everything else to SvelteKit. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { openApp } from '@bilin/api/app'
import { readSettings } from '@bilin/api/settings'
import { baseLocale, isLocale } from '@bilin/i18n'
import { getRequestListener } from '@hono/node-server'
import { personOf } from './asker.ts'
import { openFromEnvironment } from './open.ts'
import { setOpened } from './opened.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export type Running = { port: number; founding: string | null; stop: () => Promise<void> }

/** Listens, and says on which port; `founding` is the one-time code while nobody is in the registry. */
export async function run(env: Record<string, string | undefined>): Promise<Running> {
  const settings = readSettings(env)
  const https = settings.ORIGIN?.startsWith('https:') ?? false
  const bilin = setOpened(openFromEnvironment(env))
  const app = openApp(bilin, async (request) => ({
    person: await personOf(bilin, request.headers.get('cookie'), https),
    locale: localeOf(request.headers.get('cookie')),
    requestId: crypto.randomUUID().slice(0, 8),
  }))
  const api = getRequestListener(app.fetch)
  // Without it SvelteKit takes every request for https and refuses forms sent over plain http.
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  const { handler } = (await import(/* @vite-ignore */ new URL('./handler.js', import.meta.url).href)) as { handler: Handler }
  const server = createServer((request, response) => {
    request.headers['x-forwarded-proto'] = https ? 'https' : 'http'
    if (request.url?.startsWith('/api/')) return void api(request, response)
    handler(request, response, () => response.writeHead(404).end())
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(settings.PORT, settings.HOST, listening)
  })
  const founded = await bilin.founding.isFounded()
  return {
    port: (server.address() as { port: number }).port,
    founding: founded ? null : bilin.founding.code,
    async stop() {
      const closed = new Promise((done) => server.close(done))
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 5000).unref()
      await closed
      await bilin.close()
    },
  }
}

function localeOf(cookies: string | null) {
  const said = cookies?.match(/(?:^|;\s*)bilin_locale=([\w-]+)/u)?.[1]
  return isLocale(said) ? said : baseLocale
}
