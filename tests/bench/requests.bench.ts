/**
 * Requests a second and CPU a request: Bilin beside PostGraphile on the same tables, policies and checks, and beside the least that
 * Node's http and pg could do with Bilin's own statements. All in one run, taking turns; the ratios are what counts. With the large
 * database: `npm run bench -- requests`; with the story alone: BILIN_BENCH=story.
 */
import { subscribe } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hashSecret, openBilin, type Caller } from '@bilin/api/bilin'
import { withClient } from '@bilin/db/client'
import { STATEMENTS, type Statement } from '@bilin/db/transaction'
import { startApp } from '../support/app.ts'
import { openLargeDatabase } from './large/open.ts'
import { cases, type Case } from './requests/cases.ts'
import { load, type Load, type Target } from './requests/load.ts'
import { installPostgraphile, startBare, startPostgraphile } from './requests/servers.ts'
import { print } from './table.ts'

const CONNECTIONS = 16
const SECONDS = 4
const ROUNDS = 2
const SESSION = 'the-session-of-the-bench-of-requests'
const TENANT = 'bilin'

const folder = mkdtempSync(path.join(tmpdir(), 'bilin-bench-'))
const database = await openLargeDatabase(process.env['BILIN_BENCH'] === 'story' ? { scale: 0.001, copy: true } : {})
await withClient(database.url('postgres'), 'bench', (client) =>
  client.query(
    `insert into session (id_hash, person_id, expires_at, ends_at, idle_minutes)
     select $1, person_id, now() + interval '1 day', now() + interval '1 day', 1440 from seat where title = '联盟协调员'
     on conflict do nothing`,
    [hashSecret(SESSION)],
  ),
)

try {
  installPostgraphile()
  const statements = path.join(folder, 'statements.json')
  writeFileSync(statements, JSON.stringify(await recordStatements()))
  const app = await startApp(path.join(folder, 'data'), { DATABASE_URL: database.url('bilin_owner') })
  const postgraphile = await startPostgraphile(database.url('bilin_app'), 4871)
  const bare = await startBare(database.url('bilin_app'), 4872, statements)
  try {
    const table: string[][] = []
    for (const each of cases) table.push(toRow(each, await compare(each)))
    print(
      [
        'requests a second',
        'Bilin',
        'PostGraphile',
        'bare',
        '× PostGraphile',
        '× bare',
        'CPU ms',
        'PostGraphile',
        '×',
        'p50 ms',
        'p99',
      ],
      table,
    )
  } finally {
    await Promise.all([app.stop(), postgraphile.stop(), bare.stop()])
  }

  async function compare(each: Case): Promise<Load[]> {
    const cookie = `bilin_session=${SESSION}`
    const headers = { cookie, 'bilin-tenant': TENANT }
    const query = each.input ? `?input=${encodeURIComponent(JSON.stringify(each.input))}` : ''
    const targets: Target[] = [
      { url: `${app.address}/api/trpc/${each.procedure}${query}`, headers, pid: app.pid },
      {
        url: `${postgraphile.address}/graphql`,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query: each.graphql }),
        pid: postgraphile.pid,
      },
      { url: `${bare.address}/${each.name}`, headers, pid: bare.pid },
    ]
    const best: Load[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [at, target] of targets.entries()) {
        const measured = await load(target, CONNECTIONS, SECONDS)
        if (!best[at] || measured.perSecond > best[at].perSecond) best[at] = measured
      }
    return best
  }
} finally {
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

function toRow({ name }: Case, [bilin, other, bare]: Load[]): string[] {
  if (!bilin || !other || !bare) throw new Error(`${name} was not measured`)
  const times = (one: number, another: number) => (one / another).toFixed(2)
  return [
    name,
    ...[bilin, other, bare].map(({ perSecond }) => perSecond.toFixed(0)),
    times(bilin.perSecond, other.perSecond),
    times(bilin.perSecond, bare.perSecond),
    bilin.cpu.toFixed(2),
    other.cpu.toFixed(2),
    times(bilin.cpu, other.cpu),
    bilin.p50.toFixed(1),
    bilin.p99.toFixed(1),
  ]
}

/** What Bilin sends for each case. */
async function recordStatements() {
  const bilin = openBilin({ app: database.url('bilin_app'), session: database.url('bilin_session') })
  const asker = { session: hashSecret(SESSION), tenant: TENANT, seatId: null, locale: 'zh-CN' as const }
  const caller = bilin.caller({ ...asker, requestId: 'bench', clock: null })
  const sent: Record<string, Statement[]> = {}
  let now = ''
  subscribe(STATEMENTS, (message) => sent[now]!.push(message as Statement))
  for (const { name, procedure, input } of cases) {
    now = name
    sent[name] = []
    await call(caller, procedure, input)
  }
  await bilin.close()
  return sent
}

function call(caller: Caller, procedure: string, input: unknown): Promise<unknown> {
  const found = procedure.split('.').reduce<unknown>((place, step) => Reflect.get(Object(place), step), caller)
  if (typeof found !== 'function') throw new Error(`no procedure ${procedure}`)
  return Promise.resolve(found(input))
}
