/** In the built app, another tenant's addresses get the same answer as addresses that do not exist: pages, data, forms and files. */
import { rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openBilin } from '@bilin/api/bilin'
import { startThrowaway, type Throwaway } from '@bilin/db/embedded/throwaway'
import { migrate } from '@bilin/db/migrate'
import { expect, test } from '@playwright/test'
import pg from 'pg'
import { pagesReachedBy, sweepPages, type Reader } from '../isolation/sweep/pages.ts'
import { routesIn } from '../isolation/sweep/routes.ts'
import { markVictims, poolOf, type Victim } from '../isolation/sweep/victims.ts'
import { startApp, type App } from '../support/app.ts'
import { runStory } from '../support/story.ts'

test.describe.configure({ mode: 'serial' })

let cluster: Throwaway
let app: App
let beyond: pg.Client
let victims: Victim[]
let readers: Reader[]
let owners: Reader[]
const folder = mkdtempSync(path.join(tmpdir(), 'bilin-sweep-'))

test.beforeAll(async () => {
  cluster = await startThrowaway()
  await cluster.createDatabase('sweep')
  const url = (role: Parameters<Throwaway['url']>[1]) => cluster.url('sweep', role)
  await migrate(url('bilin_owner'))
  await runStory(url)
  beyond = new pg.Client({ connectionString: url('postgres') })
  beyond.on('error', () => {})
  await beyond.connect()
  const own = {
    home: await poolOf(beyond, ['sanqiao'], 'sanqiao'),
    alliance: await poolOf(beyond, ['bilin', 'sanqiao'], 'bilin'),
    company: await poolOf(beyond, ['bilin', 'anhe'], 'bilin'),
  }
  await beyond.query('begin')
  victims = await markVictims(beyond)
  await beyond.query('commit')
  const bilin = openBilin({ app: url('bilin_app'), session: url('bilin_session') })
  // Their names have the marker by now; their ids do not.
  const theirs = await beyond.query<{ id: string; at: string }>(
    `select s.person_id as id, t.slug as at from seat s join tenant own on own.id = s.tenant_id, tenant t
      where own.slug in ('haihong', 'haihong-lianmeng') and s.role <> 'staff' and t.slug in ('haihong', 'haihong-lianmeng')`,
  )
  owners = []
  for (const { id, at } of theirs.rows) {
    const cookie = `bilin_session=${await bilin.sessions.begin(id)}`
    owners.push({ name: 'owner', cookie, own: victims[0]!, at })
  }
  const cookieOf = async (name: string) => {
    const { rows } = await beyond.query<{ id: string }>('select id from person where name = $1', [name])
    return `bilin_session=${await bilin.sessions.begin(rows[0]!.id)}`
  }
  const secretary = await cookieOf('三桥社区书记')
  readers = [
    { name: 'secretary at home', cookie: secretary, own: own.home, at: 'sanqiao', deep: true },
    { name: 'secretary in the alliance', cookie: secretary, own: own.alliance, at: 'bilin' },
    {
      name: 'company in the alliance',
      cookie: await cookieOf('万科小区物业经理'),
      own: own.company,
      at: 'bilin',
    },
    { name: 'nobody signed in', cookie: '', own: own.alliance, at: 'bilin' },
  ]
  await bilin.close()
  app = await startApp(folder, { DATABASE_URL: url('bilin_owner') })
})

test.afterAll(async () => {
  await app?.stop()
  await beyond?.end()
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('no page, form or file tells what is the next alliance’s from what is nobody’s', async () => {
  const { asked, leaks, notSwept } = await sweepPages(app.address, readers, victims[0]!)
  expect(notSwept).toEqual([])
  expect(leaks.slice(0, 20)).toEqual([])
  expect(asked).toBeGreaterThan(routesIn().length * readers.length)
})

test('nor what a neighbour keeps at home', async () => {
  const looking = readers.slice(0, 2).map((reader) => ({ ...reader, deep: false }))
  const { leaks } = await sweepPages(app.address, looking, victims[1]!)
  expect(leaks.slice(0, 20)).toEqual([])
})

test('the addresses are worth trying: they show their owners their own words', async () => {
  const reached = await pagesReachedBy(app.address, owners, victims[0]!)
  const named = routesIn().filter(({ route }) => /\[tenant\].*\[/.test(route))
  expect(reached.size).toBeGreaterThan(named.length / 2)
})

test('a door that lets everybody in is found', async () => {
  const { rows } = await beyond.query<{ text: string }>(`select pg_get_functiondef('app.enter'::regproc) as text`)
  await beyond.query(rows[0]!.text.replace('own.id = t.id or exists', 'true or exists'))
  const events = routesIn().filter(({ route }) => route === '/[tenant]/events')
  const { leaks } = await sweepPages(app.address, readers.slice(0, 1), victims[0]!, events)
  await beyond.query(rows[0]!.text)
  expect(leaks).not.toEqual([])
})
