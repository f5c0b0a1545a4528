/** The HTTP API: tRPC under /api/trpc, behind one origin check, one body limit and the session. A composition root. */
import { trpcServer } from '@hono/trpc-server'
import { TRPCError } from '@trpc/server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { baseLocale } from '@bilin/i18n'
import type { Bilin } from './bilin.ts'
import { createHealth } from './health/health.ts'
import { appRouter } from './router.ts'
import type { Context } from './trpc.ts'
import { z } from 'zod'

/** What the outer server knows about a request when it passes it on. */
export type RequestContext = Pick<Context, 'session' | 'locale' | 'requestId'>

const MEGABYTE = 1024 * 1024

export function openApp(bilin: Bilin, askerOf: (request: Request) => RequestContext) {
  const app = new Hono().basePath('/api')
  const isHealthy = createHealth(bilin)

  app.get('/health', async () => {
    const healthy = await isHealthy()
    // Not through Hono's own JSON: this answer must be sent even when little else works.
    const body = healthy ? '{"ok":true}' : '{"ok":false}'
    return new Response(body, {
      status: healthy ? 200 : 503,
      headers: {
        'content-type': 'application/json',
        'content-length': String(body.length),
        'cache-control': 'no-store',
      },
    })
  })

  app.use('/trpc/*', async (c, next) => {
    if (c.req.method !== 'GET' && !sameOrigin(c.req.raw)) return c.json({ error: 'cross-origin' }, 403)
    c.header('cache-control', 'no-store')
    return next()
  })
  app.use('/trpc/*', bodyLimit({ maxSize: 4 * MEGABYTE }))
  app.use(
    '/trpc/*',
    trpcServer({
      endpoint: '/api/trpc',
      router: appRouter,
      maxBatchSize: 20,
      onError: ({ error, ctx, path }) => {
        bilin.refused(error, {
          locale: ctx?.locale ?? baseLocale,
          requestId: ctx?.requestId ?? '',
          at: path ?? null,
        })
      },
      createContext: (_options, c) => {
        // A draft stored on a phone names its writer; somebody else who has signed in there since must not send it as theirs.
        const writer = c.req.header('bilin-person')
        return {
          ...askerOf(c.req.raw),
          identified: ({ id }) => {
            if (writer && writer !== id) throw new TRPCError({ code: 'UNAUTHORIZED' })
          },
          pool: bilin.pool,
          tenant: c.req.header('bilin-tenant') ?? null,
          seatId: PreferredSeat.parse(c.req.header('bilin-seat')),
          clock: null,
        } satisfies Context
      },
    }),
  )
  return app
}

/** Which of one's seats to use; what names none is no preference. */
const PreferredSeat = z.uuid().nullable().catch(null)

/** Browsers send Sec-Fetch-Site with every request; older ones at least Origin with unsafe ones. */
function sameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = URL.parse(request.headers.get('origin') ?? '')
  return origin !== null && origin.host === request.headers.get('host')
}
