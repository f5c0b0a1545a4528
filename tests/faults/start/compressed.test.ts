/** What the port sends compressed, and what it never does. */
import { beforeAll, expect, test } from 'vitest'
import { usedFolder } from '../bilin.ts'
import { built, found, launch } from './launch.ts'
import { plainBrowser, type Answer } from './plainBrowser.ts'

beforeAll(built)

const operator = { name: '平台管理员', password: 'a sentence to remember' }
const ORIGIN = 'https://bilin.example.org'

/** Many procedures in one request, so that the answer is long enough. */
const api = `/api/trpc/${Array.from({ length: 20 }, () => 'tenants.here').join()}?batch=1`
const pages = [
  ['/verify', /<\/html>\s*$/],
  ['/operator', /<\/html>\s*$/],
  [api, /^\[\{"error".*\}\]$/s],
] as const

const encodingOf = ({ headers }: Answer) => headers.get('content-encoding')

test('pages and answers of the API come compressed, and plain to who does not accept it', async () => {
  const { browser } = await founded({})
  for (const [path, whole] of pages) {
    for (const encoding of ['br', 'gzip']) {
      const answer = await browser.open(path, { 'accept-encoding': encoding })
      expect(encodingOf(answer)).toBe(encoding)
      expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding')
      expect(answer.text).toMatch(whole)
    }
    // The control: as a client asks that decodes nothing.
    const plain = await browser.open(path, { 'accept-encoding': 'identity' })
    expect(encodingOf(plain)).toBeNull()
    expect(plain.text).toMatch(whole)
  }
})

test('a short answer stays as it is, and a file of the build comes as the build compressed it', async () => {
  const { browser } = await founded({})
  const health = await browser.open('/api/health', { 'accept-encoding': 'br' })
  expect([encodingOf(health), health.text]).toEqual([null, '{"ok":true}'])
  const { text } = await browser.open('/verify')
  const script = /\/_app\/immutable\/[^"]+\.js/.exec(text)![0]
  const built = await browser.open(script, { 'accept-encoding': 'br' })
  expect([encodingOf(built), built.headers.has('content-length')]).toEqual(['br', true])
})

test('every page repeats its address, so over https another site gets no page compressed that its reader is signed in to', async () => {
  const { browser, address } = await founded({ ORIGIN })
  const guess = '/operator?q=sanqiao-guess'
  const open = (site: string) => browser.open(guess, { 'accept-encoding': 'br', 'sec-fetch-site': site })
  const elsewhere = await open('cross-site')
  expect(elsewhere.status).toBe(200)
  expect(elsewhere.text).toContain('sanqiao-guess')
  expect(encodingOf(elsewhere)).toBeNull()
  // The controls: the same page for its reader, and one without a secret for anybody.
  expect(encodingOf(await open('none'))).toBe('br')
  expect(encodingOf(await open('same-origin'))).toBe('br')
  const stranger = plainBrowser(address, { origin: ORIGIN })
  const signIn = await stranger.open('/sign-in?q=x', { 'accept-encoding': 'br', 'sec-fetch-site': 'cross-site' })
  expect(encodingOf(signIn)).toBe('br')
})

test('a link that is shown once is made by a form that no other site can send, and is a new one each time', async () => {
  const { browser, address } = await founded({ ORIGIN })
  const made = await browser.send('/operator?/add', { kind: 'community', name: '三桥社区', slug: 'sanqiao' })
  const offer = { role: 'secretary', title: '三桥社区书记', days: '7' }
  const link = async () =>
    /\/invitation\/[\w-]{20,}/.exec((await browser.send(`${made.location}?/invite`, offer)).text)?.[0]
  const links = [await link(), await link()]
  expect(links[0]).toBeTruthy()
  expect(new Set(links).size).toBe(2)
  const elsewhere = { origin: 'https://elsewhere.example.org', 'sec-fetch-site': 'cross-site' }
  expect((await browser.send(`${made.location}?/invite`, offer, elsewhere)).status).toBe(403)
  // The control: once it is read again, the page does not contain it.
  expect((await browser.open(new URL(made.location!, address).pathname)).text).not.toContain('/invitation/')
})

async function founded(env: Record<string, string>) {
  const app = launch({ BILIN_DATA: await usedFolder(), ...env })
  const address = await app.address
  const browser = plainBrowser(address, { origin: env['ORIGIN'] ?? address })
  const code = await found(app.output, /One-time code +(\S+)/)
  expect((await browser.send('/first-run', { code, ...operator })).status).toBe(303)
  return { address, browser }
}
