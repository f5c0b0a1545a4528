/**
 * What stands before Bilin. With ORIGIN set there is a proxy, which is believed about who asks; without it nobody
 * is believed, and what a browser claims in `x-forwarded-*` is dropped.
 */
import type { IncomingMessage } from 'node:http'
import { MOST_MEGABYTES } from './limits.ts'

/** SvelteKit's adapter reads these once, when it is loaded; from then on it learns everything from the headers we set. */
export function configureAdapter(): void {
  // Without it SvelteKit takes every request for https and refuses forms sent over plain http.
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.ADDRESS_HEADER = 'x-forwarded-for'
  process.env.BODY_SIZE_LIMIT = `${MOST_MEGABYTES}M`
  for (const name of ['XFF_DEPTH', 'HOST_HEADER', 'PORT_HEADER']) delete process.env[name]
}

/** Rewrites who is said to ask, by which name and over what, to what is so. */
export function settle(request: IncomingMessage, origin: URL | null): void {
  const nearest = request.socket.remoteAddress ?? ''
  // The last one is the proxy's own word; what stands before it anybody may have written.
  const forwarded =
    origin &&
    String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim()
  request.headers['x-forwarded-for'] = forwarded || nearest
  request.headers['x-forwarded-proto'] = origin?.protocol === 'https:' ? 'https' : 'http'
  if (origin) setHost(request, origin.host)
}

/** Also in the raw headers, which are the ones that Hono reads. */
function setHost({ headers, rawHeaders }: IncomingMessage, host: string) {
  headers.host = host
  const at = rawHeaders.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'host')
  if (at >= 0) rawHeaders[at + 1] = host
  else rawHeaders.push('host', host)
}
