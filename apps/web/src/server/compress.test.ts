import { once } from 'node:events'
import { createServer, request as ask, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, createBrotliDecompress, gunzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { createCompress } from './compress.ts'

const text = '三桥社区 · 物业服务评价。'.repeat(500)
const html = { 'content-type': 'text/html; charset=utf-8' }
const session = 'bilin_session=00000000000000000000000000000000'

const stops: (() => void)[] = []
afterEach(() => stops.splice(0).forEach((stop) => stop()))

type Sent = { method?: string; headers?: Record<string, string> }

/** A server that answers so, and a client that decodes nothing by itself. */
async function serve(answer: RequestListener, { https = false, compressing = true } = {}) {
  const compress = createCompress({ https })
  const server = createServer((request, response) => {
    if (compressing) compress(request, response)
    answer(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  stops.push(
    () => void server.closeAllConnections(),
    () => void server.close(),
  )
  const { port } = server.address() as AddressInfo
  const open = async ({ method = 'GET', headers = { 'accept-encoding': 'gzip, deflate, br' } }: Sent = {}) => {
    const asked = ask({ host: '127.0.0.1', port, path: '/?q=sanqiao', method, headers }).end()
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    return { asked, response, headers: response.headers }
  }
  const get = async (sent?: Sent) => {
    const { response, headers } = await open(sent)
    return { status: response.statusCode, headers, body: await buffer(response) }
  }
  return { open, get }
}

const sendText: RequestListener = (_request, response) => void response.writeHead(200, html).end(text)

test('a page arrives in the encoding that the browser prefers and reads as it was written', async () => {
  const { get } = await serve(sendText)
  const br = await get()
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
  expect(brotliDecompressSync(br.body).toString()).toBe(text)
  expect(br.body.length).toBeLessThan(text.length / 5)
  const gzip = await get({ headers: { 'accept-encoding': 'gzip' } })
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gzip.body).toString()).toBe(text)
  // The control: without the compressor the same page is as long as its text.
  const plain = await (await serve(sendText, { compressing: false })).get()
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body.toString()).toBe(text)
})

test('who accepts no encoding reads plain text, and caches are told that it depends on it', async () => {
  const { get } = await serve(sendText)
  for (const accepted of [null, 'identity', 'br;q=0, gzip;q=0']) {
    const plain = await get({ headers: accepted ? { 'accept-encoding': accepted } : {} })
    expect(plain.headers).toMatchObject({ vary: 'Accept-Encoding' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.body.toString()).toBe(text)
  }
})

test.each([
  ['a photo', { 'content-type': 'image/jpeg' }],
  ['a workbook', { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }],
  ['a PDF', { 'content-type': 'application/pdf' }],
  ['what is compressed already', { ...html, 'content-encoding': 'br' }],
  ['what must not be changed', { ...html, 'cache-control': 'public, no-transform' }],
])('%s is sent as it is', async (_name, headers) => {
  const { get } = await serve((_request, response) => void response.writeHead(200, headers).end(text))
  const answer = await get()
  expect(answer.body.toString()).toBe(text)
  expect(answer.headers['content-encoding']).toBe('content-encoding' in headers ? 'br' : undefined)
})

test.each(['application/json', 'image/svg+xml', 'text/calendar; charset=utf-8', 'text/csv'])(
  'of type %s it is compressed',
  async (type) => {
    const { get } = await serve(
      (_request, response) => void response.writeHead(200, { 'content-type': type }).end(text),
    )
    expect((await get()).headers['content-encoding']).toBe('br')
  },
)

test('a short answer, a part of one, none and the head alone are sent as they are', async () => {
  const length = { 'content-length': '11' }
  const short = await serve(
    (_request, response) => void response.writeHead(200, { ...html, ...length }).end('{"ok":true}'),
  )
  expect((await short.get()).body.toString()).toBe('{"ok":true}')
  const part = { ...html, 'content-range': `bytes 0-${text.length - 1}/99999` }
  const partial = await serve((_request, response) => void response.writeHead(206, part).end(text))
  expect((await partial.get()).body.toString()).toBe(text)
  const unchanged = await serve((_request, response) => void response.writeHead(304, { etag: '"a"' }).end())
  expect(await unchanged.get()).toMatchObject({ status: 304, headers: { etag: '"a"' }, body: Buffer.alloc(0) })
  const head = await (await serve(sendText)).get({ method: 'HEAD', headers: { 'accept-encoding': 'br' } })
  expect(head.headers['content-encoding']).toBeUndefined()
  expect(head.body.length).toBe(0)
})

test('the tag of a compressed page says that it is equivalent, the plain page keeps its own', async () => {
  const { get } = await serve((_request, response) => void response.writeHead(200, { ...html, etag: '"a"' }).end(text))
  expect((await get()).headers.etag).toBe('W/"a"')
  expect((await get({ headers: {} })).headers.etag).toBe('"a"')
})

test('what a page streams arrives before the rest is written', async () => {
  let finish = () => {}
  const { open } = await serve((_request, response) => {
    response.writeHead(200, html)
    response.write('<p>三桥</p>')
    finish = () => void response.end('<p>后来</p>')
  })
  const { response } = await open()
  const reading = response.pipe(createBrotliDecompress())
  const [first] = (await once(reading, 'data')) as [Buffer]
  expect(first.toString()).toBe('<p>三桥</p>')
  finish()
  const [rest] = (await once(reading, 'data')) as [Buffer]
  expect(rest.toString()).toBe('<p>后来</p>')
})

test('whoever writes is told when the client has gone away', async () => {
  let isClosed: Promise<unknown> = Promise.resolve()
  const { open } = await serve((_request, response) => {
    isClosed = once(response, 'close')
    response.writeHead(200, html)
    const fill = () => {
      while (!response.destroyed && response.write(String(Math.random()).repeat(1000)));
      response.once('drain', fill)
    }
    fill()
  })
  const { asked } = await open()
  asked.destroy()
  await isClosed
})

/** See decision 32: the size of an answer must tell no other site what stands in it. */
test.each([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
  ['a site that an old browser does not name', {}],
  ['a site that only looks like ours to an old browser', { referer: 'https://bilin.example.org.evil.example/' }],
])('a signed-in page that %s caused is not compressed over https', async (_name, from) => {
  const signedIn = { 'accept-encoding': 'br', host: 'bilin.example.org', cookie: `__Host-${session}` }
  const { get } = await serve(sendText, { https: true })
  const answer = await get({ headers: { ...signedIn, ...from } })
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(answer.headers.vary).toBe('accept-encoding')
  expect(answer.body.toString()).toBe(text)
  // The controls: the same page asked for by its reader, by a page of ours, or by somebody without a secret, is compressed.
  const owns: Record<string, string>[] = [
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { referer: 'https://bilin.example.org/bilin' },
    { ...from, cookie: 'bilin_locale=en' },
  ]
  for (const own of owns)
    expect((await get({ headers: { ...signedIn, ...own } })).headers['content-encoding']).toBe('br')
})
