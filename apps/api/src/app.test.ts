/** Which requests may change something, tried on the real Hono app. Nobody is signed in, so a request that is allowed answers 401. */
import { openApp } from './app.ts'
import { openBilin } from './bilin.ts'
import { afterAll, expect, test } from 'vitest'

// No request here reaches the database; the pools connect only when they are used.
const nowhere = 'postgres://nobody@127.0.0.1:1/nowhere'
const bilin = openBilin({ app: nowhere, session: nowhere })
const app = openApp(bilin, () => ({ session: null, locale: 'zh-CN', requestId: 'test' }))
afterAll(() => bilin.close())

const PASSED = 401
const REFUSED = 403
const host = 'bilin.test'

async function post(headers: Record<string, string>) {
  const response = await app.request(`http://${host}/api/trpc/projects.start`, {
    method: 'POST',
    body: '{}',
    headers: { host, 'content-type': 'application/json', ...headers },
  })
  return response.status
}

test.each([
  ['the page itself', { 'sec-fetch-site': 'same-origin' }],
  ['the address bar', { 'sec-fetch-site': 'none' }],
  ['an older browser that only sends its own Origin', { origin: `http://${host}` }],
])('a change asked by %s is let through', async (_who, headers) => {
  expect(await post(headers)).toBe(PASSED)
})

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['another name of the same site', { 'sec-fetch-site': 'same-site' }],
  ['another site that also claims our Origin', { 'sec-fetch-site': 'cross-site', origin: `http://${host}` }],
  ['a word browsers do not know', { 'sec-fetch-site': 'same-origin, cross-site' }],
  ['a foreign Origin', { origin: 'https://elsewhere.example' }],
  ['an Origin that only begins like ours', { origin: `http://${host}.elsewhere.example` }],
  ['our host on another port', { origin: `http://${host}:8080` }],
  ['nobody who says where from', {}],
  ['an empty Origin', { origin: '' }],
  ['the Origin of a sandboxed frame', { origin: 'null' }],
  ['an Origin that is no address', { origin: 'http://[' }],
])('a change asked by %s is refused', async (_who, headers) => {
  expect(await post(headers)).toBe(REFUSED)
})

test('reading needs no Origin', async () => {
  const response = await app.request(`http://${host}/api/trpc/projects.list`, { headers: { host } })
  expect(response.status).toBe(PASSED)
})
