/**
 * Forwarded headers. With ORIGIN set there is a proxy, whose `x-forwarded-for` gives the client's address; without it
 * `x-forwarded-*` headers come from the browser and are replaced.
 */
import type { IncomingMessage } from 'node:http'
import { MAX_MEGABYTES } from './limits.ts'

/** Configures SvelteKit's adapter, which reads these variables once when it is loaded, to use the headers set below. */
export function configureAdapter(): void {
  // Without it SvelteKit takes every request for https and refuses forms sent over plain http.
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.ADDRESS_HEADER = 'x-forwarded-for'
  process.env.BODY_SIZE_LIMIT = `${MAX_MEGABYTES}M`
  for (const name of ['XFF_DEPTH', 'HOST_HEADER', 'PORT_HEADER']) delete process.env[name]
}

/** Sets the client's address, the host and the protocol in the request's headers. */
export function settle(request: IncomingMessage, origin: URL | null): void {
  const nearest = request.socket.remoteAddress ?? ''
  // The last address was added by the proxy; anybody may have sent the ones before it.
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

/** Sets the raw headers too, because Hono reads those. */
function setHost({ headers, rawHeaders }: IncomingMessage, host: string) {
  headers.host = host
  const at = rawHeaders.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'host')
  if (at >= 0) rawHeaders[at + 1] = host
  else rawHeaders.push('host', host)
}
