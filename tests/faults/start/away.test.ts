/** The database goes away under a running Bilin, and comes back; and what is written down when something goes wrong. */
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { chinese } from '../../support/sentences.ts'
import { ask, emptyFolder } from '../bilin.ts'
import { gateBefore, ownServer } from '../ownServer.ts'
import { built, found, launch, type Started } from './launch.ts'
import { byScript, plainBrowser, type PlainBrowser } from './plainBrowser.ts'

beforeAll(built)

const operator = { name: '平台管理员', password: 'a sentence to remember' }

test('while the database is away everybody reads so in a sentence, and when it is back they go on where they were', async () => {
  const gate = await gateBefore(await ownServer())
  const app = start(gate.databaseUrl)
  const address = await app.address
  const somebody = await founded(app, address)
  expect((await somebody.open('/operator')).status).toBe(200)

  const tenant = { kind: 'community', name: '三桥社区', slug: 'sanqiao' }
  // Nobody answers; or somebody does, and then says nothing.
  for (const away of [gate.shut, gate.jam]) {
    await away()
    const [page, sent, called, health] = await Promise.all([
      somebody.open('/operator'),
      somebody.send('/operator?/add', tenant, byScript),
      somebody.open('/api/trpc/operator.tenants'),
      somebody.open('/api/health'),
    ])
    expect([page.status, sent.status, called.status, health.status]).toEqual([503, 503, 503, 503])
    expect(page.text).toContain(chinese('app.status_503'))
    expect(called.text).toContain(chinese('app.status_503'))
    // As a page with script sends it: the page stays, with what was typed, and shows the sentence.
    expect(JSON.parse(sent.text)).toMatchObject({ type: 'failure', status: 503 })
    expect(sent.text).toContain(chinese('app.status_503'))
    expect(sent.text).toContain('sanqiao')

    await gate.open()
    await isServed(somebody)
    expect((await somebody.open('/api/health')).status).toBe(200)
  }
  expect((await somebody.send('/operator?/add', tenant)).location).toMatch(/^\/operator\//)
  expect(linesOf(app).every(({ level, msg }) => level === 'warn' && msg === 'the database is away')).toBe(true)
  expect(await app.stop()).toBe(0)
})

test('cut in the middle of many requests, each of them is answered', async () => {
  const gate = await gateBefore(await ownServer())
  const app = start(gate.databaseUrl)
  const somebody = await founded(app, await app.address)
  const openAll = () => Array.from({ length: 30 }, async () => (await somebody.open('/operator')).status)
  const before = openAll()
  await Promise.race(before)
  await gate.shut()
  const away = openAll()
  await Promise.race(away)
  await gate.open()
  const statuses = new Set(await Promise.all([...before, ...away]))
  expect([...statuses].sort()).toEqual([200, 503])
  await isServed(somebody)
})

test('a bug gives the user its number and nothing else, and the log the same number, the place, and nobody’s name', async () => {
  const server = await ownServer()
  const app = start(server.url('bilin', 'bilin_owner'))
  const address = await app.address
  const somebody = await founded(app, address)
  await ask(
    server.url('bilin', 'postgres'),
    `create function trip() returns trigger language plpgsql as
       $$ begin raise exception 'cannot keep "%", telephone 13800001234', new.name using detail = new.name; end $$;
     create trigger trip before insert on tenant for each row execute function trip()`,
  )
  const tenant = { kind: 'community', name: '三桥社区', slug: 'sanqiao' }
  const sent = await somebody.send('/operator?/add', tenant)
  expect(sent.status).toBe(500)
  expect(sent.text).toContain('value="三桥社区"')
  expect(sent.text).not.toContain('cannot keep')
  const [bug, ...others] = linesOf(app)
  expect(others).toEqual([])
  expect(bug).toMatchObject({ level: 'error', msg: 'bug', at: '/operator', code: 'P0001' })
  expect(sent.text).toContain(chinese('app.bug', { requestId: String(bug!.requestId) }))
  expect(bug!.trace).toContainEqual(expect.stringContaining('at '))
  expect(app.complained()).toContain('cannot keep')
  expect(app.complained()).not.toMatch(/三桥|13800001234/)
})

test('at the level info every request is one line, without its address’s secrets, names or session', async () => {
  const server = await ownServer()
  const app = start(server.url('bilin', 'bilin_owner'), 'info')
  const somebody = await founded(app, await app.address)
  await somebody.open('/operator?search=三桥社区书记')
  await somebody.open('/invitation/a-secret-in-a-link')
  await found(app.complained, /invitation/)
  const lines = linesOf(app)
  expect(lines).toContainEqual(expect.objectContaining({ method: 'GET', at: '/operator', status: 200 }))
  expect(lines).toContainEqual(expect.objectContaining({ at: '/invitation/[token]' }))
  expect(app.complained()).not.toMatch(/三桥|secret|bilin_session|平台管理员/)
  expect(app.complained()).not.toContain(encodeURIComponent('三桥'))
})

const start = (DATABASE_URL: string, LOG_LEVEL = 'warn') =>
  launch({ DATABASE_URL, LOG_LEVEL, BILIN_DATA: emptyFolder() })

async function founded(app: Started, address: string): Promise<PlainBrowser> {
  const somebody = plainBrowser(address)
  const code = await found(app.output, /One-time code +(\S+)/)
  expect((await somebody.send('/first-run', { code, ...operator })).location).toBe('/operator')
  return somebody
}

async function isServed(somebody: PlainBrowser) {
  const until = Date.now() + 20_000
  while ((await somebody.open('/operator')).status !== 200) {
    if (Date.now() > until) throw new Error('it has not come back')
    await sleep(50)
  }
}

type Line = { level: string; msg: string; requestId: string; trace?: string[] }
const linesOf = (app: Started): Line[] =>
  app
    .complained()
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
