/** An orderly stop, at whatever moment, and the mistakes that are reported in one line. */
import { createServer, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { chinese } from '../../support/sentences.ts'
import { emptyFolder, postmasterPid, stands, usedFolder } from '../bilin.ts'
import { built, found, isServed, launch } from './launch.ts'

beforeAll(built)

test.for([0.2, 0.6, 1, 1.6, 2.4])(
  'asked to leave %f seconds after it began, it leaves nothing running and says nothing of trouble',
  async (seconds) => {
    const BILIN_DATA = emptyFolder()
    const signal = seconds < 1 ? 'SIGINT' : 'SIGTERM'
    const app = launch({ BILIN_DATA })
    await sleep(seconds * 1000)
    const server = postmasterPid(BILIN_DATA)
    const end = await app.stop(signal)
    // In its very first moment it does not listen for signals yet; nothing has been started then.
    expect([0, signal]).toContain(end)
    expect(app.complained()).toBe('')
    expect(isServed(BILIN_DATA)).toBe(false)
    if (server) expect(stands(server)).toBe(false)
    // What was interrupted does not prevent the next start.
    const next = launch({ BILIN_DATA })
    await next.address
    expect(await next.stop()).toBe(0)
  },
)

test('a form that is being sent when it is asked to leave still gets its answer', async () => {
  const app = launch({ BILIN_DATA: await usedFolder() })
  const address = await app.address
  const answered = new Promise<{ status?: number; text: string }>((resolve, reject) => {
    const body = new URLSearchParams({ name: '三桥社区书记', password: 'not the password' }).toString()
    const sent = request(`${address}/sign-in`, {
      method: 'POST',
      headers: {
        origin: address,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      },
    })
    sent.once('error', reject).once('response', (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.once('end', () => resolve({ ...(response.statusCode && { status: response.statusCode }), text }))
    })
    sent.write(body.slice(0, 20))
    void sleep(300)
      .then(() => void app.child.kill('SIGTERM'))
      .then(() => sleep(700))
      .then(() => sent.end(body.slice(20)))
  })
  const { status, text } = await answered
  expect(status).toBe(400)
  expect(text).toContain(chinese('sessions.wrong'))
  expect(await app.ended).toBe(0)
})

test('a second one on the same data directory is refused in one line, and the first is left alone', async () => {
  const BILIN_DATA = await usedFolder()
  const first = launch({ BILIN_DATA })
  const address = await first.address
  const second = launch({ BILIN_DATA })
  expect(await second.ended).toBe(1)
  expect(second.complained()).toMatch(/^Another Bilin \(process \d+\) already runs on .+: stop it first.+\n$/)
  expect((await fetch(`${address}/api/health`)).status).toBe(200)
})

test('a port that is in use is one line that names PORT', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void taken.close())
  await new Promise((listening) => taken.once('listening', listening))
  const PORT = String((taken.address() as { port: number }).port)
  const BILIN_DATA = await usedFolder()
  const app = launch({ BILIN_DATA, PORT })
  expect(await app.ended).toBe(1)
  expect(app.complained()).toMatch(new RegExp(`^PORT ${PORT} is in use on 127.0.0.1: .+\\n$`))
  expect(isServed(BILIN_DATA)).toBe(false)
})

test.for([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['ORIGIN', 'bilin.example.org'],
  ['ORIGIN', 'https://bilin.example.org/somewhere'],
  ['DATABASE_URL', 'mysql://root@localhost/bilin'],
  ['DATABASE_URL', 'postgresql://postgres:secret@127.0.0.1:5432/bilin'],
  ['DATABASE_URL', 'postgresql://bilin_owner:%ZZ@127.0.0.1:5432/bilin'],
  ['DATABASE_URL', 'postgresql://bilin_owner:secret@127.0.0.1:1/bilin'],
  ['BILIN_DEMO', 'maybe'],
  ['SESSION_HOURS', '0'],
  ['LOG_LEVEL', 'loud'],
  ['HOST', '203.0.113.7'],
] as const)('%s=%s is one line that names the setting', async ([name, value]) => {
  const app = launch({ BILIN_DATA: await usedFolder(), [name]: value })
  expect(await app.ended).toBe(1)
  expect(app.complained()).toMatch(new RegExp(`^${name} .+\\.\\n$`))
  expect(app.complained().split('\n')).toHaveLength(2)
  expect(app.complained()).not.toContain('secret')
})

test('a data directory that cannot be used is one line', async () => {
  const app = launch({ BILIN_DATA: '/dev/null/bilin' })
  expect(await app.ended).toBe(1)
  expect(app.complained()).toMatch(/^.*data directory \/dev\/null\/bilin cannot be used.+\n$/)
})

test('it goes on without the terminal it was started from', async () => {
  const app = launch({ BILIN_DATA: await usedFolder(), LOG_LEVEL: 'info' })
  const address = await app.address
  await found(app.output, /Ctrl-C/)
  app.child.stdout!.destroy()
  app.child.stderr!.destroy()
  expect((await fetch(`${address}/sign-in`)).status).toBe(200)
  expect((await fetch(`${address}/api/health`)).status).toBe(200)
})
