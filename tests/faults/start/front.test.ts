/** Requests at the port: too large ones, and forwarded headers. */
import { request } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import { chinese } from '../../support/sentences.ts'
import { usedFolder } from '../bilin.ts'
import { built, found, launch } from './launch.ts'
import { byScript, plainBrowser } from './plainBrowser.ts'

beforeAll(built)

const operator = { name: '平台管理员', password: 'a sentence to remember' }
const MEGABYTE = 1024 * 1024

test('a text of a hundred thousand characters reaches its form and comes back whole, with a sentence beside it', async () => {
  const { somebody } = await founded({})
  const name = '三'.repeat(100_000)
  const plain = await somebody.send('/operator?/add', { kind: 'community', name, slug: 'sanqiao' })
  expect(plain.status).toBe(400)
  expect(plain.text).toContain(upToNumber('fields.too_long'))
  expect(plain.text).toContain(`value="${name}"`)
  expect(plain.text).toContain('value="sanqiao"')
  const scripted = await somebody.send('/operator?/add', { kind: 'community', name, slug: 'sanqiao' }, byScript)
  expect(JSON.parse(scripted.text)).toMatchObject({ type: 'failure', status: 400 })
  expect(scripted.text).toContain(name)
})

test('a form of more than it takes is refused in a sentence, whether or not its size was announced', async () => {
  const { somebody, address } = await founded({})
  const text = 'a'.repeat(25 * MEGABYTE)
  const refused = await somebody.send('/operator?/add', { kind: 'community', name: text, slug: 'sanqiao' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain(chinese('app.too_much', { megabytes: 1 }))
  const scripted = await somebody.send('/operator?/add', { name: text }, byScript)
  expect(scripted.text).toContain(chinese('app.too_much', { megabytes: 1 }))
  const inPieces = await sendInPieces(`${address}/sign-in`, address, `name=${text}`)
  expect(inPieces).toContain(chinese('app.too_much', { megabytes: 1 }))
  expect((await somebody.open('/operator')).status).toBe(200)
})

test('behind a proxy that speaks https, forms are taken, and cookies and addresses are https', async () => {
  const ORIGIN = 'https://bilin.example.org'
  const app = launch({ BILIN_DATA: await usedFolder(), ORIGIN })
  const address = await app.address
  const code = await found(app.output, /One-time code +(\S+)/)
  expect(app.output()).toContain(`${ORIGIN}/first-run`)
  const browser = plainBrowser(address, { origin: ORIGIN })
  const came = await browser.send('/first-run', { code, ...operator })
  expect(came).toMatchObject({ status: 303, location: '/operator' })
  expect(came.headers.getSetCookie().join()).toMatch(/__Host-bilin_session=[^;]+;.*Secure/)
  expect(came.headers.get('strict-transport-security')).toMatch(/max-age=\d{7}/)
  const made = await browser.send('/operator?/add', { kind: 'community', name: '三桥社区', slug: 'sanqiao' })
  const offer = { role: 'secretary', title: '三桥社区书记', days: '7' }
  const invited = await browser.send(`${made.location}?/invite`, offer)
  expect(invited.text).toContain(`${ORIGIN}/invitation/`)
  // The control: from elsewhere the same form is not taken.
  const elsewhere = plainBrowser(address, { origin: 'https://elsewhere.example.org' })
  expect((await elsewhere.send('/sign-in', operator)).status).toBe(403)
})

test('without ORIGIN nobody is believed who claims https or another address', async () => {
  const { address, somebody } = await founded({})
  const claim = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'elsewhere.example.org',
    'x-forwarded-for': '203.0.113.99',
  }
  const signedIn = await plainBrowser(address).send('/sign-in', operator, claim)
  expect(signedIn.status).toBe(303)
  expect(signedIn.headers.getSetCookie().join()).not.toMatch(/Secure|__Host-/)
  for (let i = 0; i < 10; i++) await guess(address, `203.0.113.${i}`)
  // If the header were trusted, she would have ten attempts of her own at a network that she has used before.
  expect(await guess(address, '203.0.113.99')).toContain(tooMany())
  expect((await somebody.open('/operator')).status).toBe(200)
})

test('with ORIGIN the proxy is believed about who asks, so one guesser does not slow everybody', async () => {
  const origin = 'http://bilin.example.org'
  const { address } = await founded({ ORIGIN: origin })
  const usual = { 'x-forwarded-for': '203.0.113.8' }
  expect((await plainBrowser(address, { origin }).send('/sign-in', operator, usual)).status).toBe(303)
  // The browser's own header comes first and is not trusted.
  for (let i = 0; i < 10; i++) await guess(address, `198.51.100.${i}, 203.0.113.7`, origin)
  expect(await guess(address, '203.0.113.8, 203.0.113.7', origin)).toContain(tooMany())
  // At a network that she has used before she has ten attempts of her own.
  expect(await guess(address, '203.0.113.8', origin)).toContain(chinese('sessions.wrong'))
})

async function founded(env: Record<string, string>) {
  const app = launch({ BILIN_DATA: await usedFolder(), ...env })
  const address = await app.address
  const somebody = plainBrowser(address, { origin: env['ORIGIN'] ?? address })
  const code = await found(app.output, /One-time code +(\S+)/)
  expect((await somebody.send('/first-run', { code, ...operator })).status).toBe(303)
  return { address, somebody }
}

async function guess(address: string, forwarded: string, origin = address): Promise<string> {
  const typed = { name: operator.name, password: 'not the password' }
  const { text } = await plainBrowser(address, { origin }).send('/sign-in', typed, {
    'x-forwarded-for': forwarded,
  })
  return text
}

/** Up to where the number stands in it. */
const upToNumber = (key: string) => chinese(key).split('{')[0]!
const tooMany = () => upToNumber('sessions.too_many_attempts')

/** Without saying beforehand how much will come. */
function sendInPieces(url: string, origin: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' }
    const sent = request(url, { method: 'POST', headers }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.once('end', () => resolve(text))
    })
    sent.once('error', reject)
    for (let at = 0; at < body.length; at += MEGABYTE) sent.write(body.slice(at, at + MEGABYTE))
    sent.end()
  })
}
