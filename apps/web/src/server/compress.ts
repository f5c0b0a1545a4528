/**
 * Compresses what is computed for each request: pages, their JSON, the API, calendars, drawings. Brotli or gzip, as the client
 * accepts; as a stream, off the main thread. Files of the build are compressed already.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants } from 'node:zlib'
import compression from 'compression'
import onHeaders from 'on-headers'
import { sessionCookie } from './asker.ts'

type Compress = (request: IncomingMessage, response: ServerResponse) => void

/** Bytes. A smaller answer fits one packet either way. */
const THRESHOLD = 1024

const brotli = {
  params: {
    // Of what the highest quality saves, 4 saves nine tenths in a twentieth of the time.
    [constants.BROTLI_PARAM_QUALITY]: 4,
    // 256 kB of memory for each answer on its way, as our pages are not larger; 4 MB is the default.
    [constants.BROTLI_PARAM_LGWIN]: 18,
  },
}

export function createCompress({ https }: { https: boolean }): Compress {
  const streamed = new WeakSet<ServerResponse>()
  const compress = compression({
    threshold: THRESHOLD,
    brotli,
    filter(request, response) {
      if (response.statusCode === 206 || !compression.filter(request, response)) return false
      if (!response.hasHeader('content-length')) streamed.add(response)
      if (!isGuessable(request, https)) return true
      response.appendHeader('vary', 'accept-encoding')
      return false
    },
  })
  return (request, response) => {
    onHeaders(response, () => weakenTag(response))
    compress(request, response, () => {})
    sendAtOnce(response, () => streamed.has(response))
  }
}

/**
 * Whether another site may have caused this request, to learn from the size of the answer what stands beside text of its own
 * (BREACH). Browsers from before Sec-Fetch-Site name the page that asks, if it is ours. See decision 32.
 */
function isGuessable({ headers }: IncomingMessage, https: boolean): boolean {
  if (!https || !headers.cookie?.includes(`${sessionCookie(https)}=`)) return false
  const site = headers['sec-fetch-site']
  return site ? site !== 'same-origin' && site !== 'none' : !headers.referer?.startsWith(`https://${headers.host}/`)
}

/** The same page compressed is equivalent, not byte for byte the same (RFC 9110, 8.8.3). */
function weakenTag(response: ServerResponse) {
  const tag = response.getHeader('etag')
  if (response.hasHeader('content-encoding') && typeof tag === 'string' && tag.startsWith('"'))
    response.setHeader('etag', `W/${tag}`)
}

/** What a page streams arrives when it is written, and does not wait until the compressor has gathered enough. */
function sendAtOnce(response: ServerResponse & { flush?: () => void }, isStreamed: () => boolean) {
  const write = response.write.bind(response) as (...given: unknown[]) => boolean
  let planned = false
  response.write = (...given: unknown[]) => {
    const accepted = write(...given)
    if (!planned && isStreamed()) {
      planned = true
      setImmediate(() => {
        planned = false
        if (!response.writableEnded && !response.destroyed) response.flush?.()
      })
    }
    return accepted
  }
}
