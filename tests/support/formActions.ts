/** The form actions of all pages, called in process as SvelteKit calls them, without a build and without a browser. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { toErrorBody, type Refused } from '@bilin/api/errors'
import { createCaller } from '@bilin/api/router'
import type { SignedIn } from './sessions.ts'
import type { World } from './world.ts'

export type FormAction = { route: string; name: string; params: string[]; run: (event: object) => Promise<unknown> }
export type Posted = { status: number; data: unknown; refused: Refused | null }

const routes = path.resolve(import.meta.dirname, '../../apps/web/src/routes')

export async function listFormActions(): Promise<FormAction[]> {
  const files = readdirSync(routes, { recursive: true, encoding: 'utf8' })
  const found: FormAction[] = []
  for (const file of files.filter((one) => one.endsWith('+page.server.ts')).sort()) {
    const page = (await import(pathToFileURL(path.join(routes, file)).href)) as { actions?: Record<string, never> }
    const route = `/${path.dirname(file)}`
    const params = [...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!)
    for (const [name, run] of Object.entries(page.actions ?? {})) found.push({ route, name, params, run })
  }
  return found
}

/** The names that the page's own parts and those of the folders above it give their fields, rows numbered 0. */
export function listFieldNames(route: string): string[] {
  const folder = path.join(routes, route)
  const above = route.split('/').map((_, at, steps) => path.join(routes, ...steps.slice(0, at)))
  const parts = [...above.slice(3), folder].flatMap((at) =>
    readdirSync(at)
      .filter((name) => name.endsWith('.svelte'))
      .map((name) => readFileSync(path.join(at, name), 'utf8')),
  )
  const names = parts.flatMap((text) => [...text.matchAll(/\bname="([\w.[\]{} +-]+)"/g)].map(([, name]) => name!))
  return [...new Set(names.map((name) => name.replaceAll(/\{[^}]*\}/g, '0')))]
}

/** What the page would be sent. A bug is answered with its status, 500, and not thrown. */
export async function postForm(
  { bilin, pool }: { bilin: World['bilin']; pool: World['bilin']['pool'] },
  action: FormAction,
  person: SignedIn | null,
  params: Record<string, string>,
  body: URLSearchParams | FormData | Request,
): Promise<Posted> {
  let refused: Refused | null = null
  const at = (tenant: string | null) =>
    createCaller({
      pool,
      session: person?.session ?? null,
      tenant,
      seatId: null,
      locale: 'zh-CN',
      requestId: 'test',
      clock: null,
    })
  const url = new URL(`http://bilin.test${action.route}`)
  const event = {
    url,
    params,
    route: { id: action.route },
    request: body instanceof Request ? body : new Request(url, { method: 'POST', body }),
    setHeaders: () => {},
    cookies: { get: () => undefined, set: () => {}, delete: () => {} },
    locals: {
      bilin,
      person: async () => person,
      at,
      api: at(params['tenant'] ?? null),
      address: '127.0.0.1',
      locale: 'zh-CN',
      requestId: 'test',
      refused: (error: unknown) => (refused = toErrorBody(error, 'zh-CN', 'test')),
    },
  }
  const answered = await action.run(event).catch((thrown: unknown) => thrown)
  const { status = answered instanceof Error ? 500 : 200, data } = (answered ?? {}) as {
    status?: number
    data?: unknown
  }
  return { status, data: data ?? answered, refused }
}
