/**
 * What many rows at once cost: the responses of a round of 1,000 estates are opened (152,000 marks), a round of 300 is published, 50,000
 * estates are imported and 100,000 exported. "Main thread" is how long it could answer nobody else,
 * which on a busy machine includes waiting for a processor. Processors' times are read from /proc, so on Linux only.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openBilin } from '@bilin/api/bilin'
import { startEmbedded } from '@bilin/db/embedded/start'
import { migrate } from '@bilin/db/migrate'
import { databaseAt, roleUrl, type LoginRole } from '@bilin/db/roles'
import { writeSheet } from '@bilin/sheets/write'
import pg from 'pg'
import { sessionOfPerson } from '../support/sessions.ts'
import { runStory } from '../support/story.ts'
import { createMeasure } from './bulk/measure.ts'
import { insertAlliance, makeLargeDatabase } from './large/make.ts'
import { print } from './table.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'bilin-bulk-'))
// PostgreSQL runs under another account when we are root, and looks into it.
chmodSync(folder, 0o755)
const server = await startEmbedded({ dataDir: path.join(folder, 'data') })
const url = (role: LoginRole | 'postgres') =>
  role === 'postgres'
    ? databaseAt(server.adminUrl, 'bilin')
    : role === 'bilin_owner'
      ? server.databaseUrl
      : roleUrl(server.databaseUrl, role)

await migrate(server.databaseUrl)
await runStory(url)
await makeLargeDatabase(url('postgres'), 0.01)
await insertAlliance(url('postgres'), { n: 9001, estates: 1000, rounds: ['visiting'] })
await insertAlliance(url('postgres'), { n: 9002, estates: 300, rounds: ['settling'] })
const beyond = new pg.Pool({ connectionString: url('postgres'), max: 2 })
const bilin = openBilin({ app: url('bilin_app'), session: url('bilin_session'), max: 4 })
const measure = await createMeasure(beyond)

async function as(title: string, tenant: string) {
  const { rows } = await beyond.query<{ person: string; seat: string }>(
    'select person_id as person, id as seat from seat where title = $1 and ended_at is null',
    [title],
  )
  const session = await sessionOfPerson(beyond, rows[0]!.person)
  return bilin.caller({ session, tenant, seatId: rows[0]!.seat, locale: 'zh-CN', requestId: 'bench', clock: null })
}

async function roundOf(alliance: string): Promise<string> {
  const { rows } = await beyond.query<{ id: string }>(
    'select round.id from round join tenant on tenant.id = round.tenant_id where tenant.slug = $1',
    [alliance],
  )
  return rows[0]!.id
}

/** The estates that are imported, in the columns of the workbook that Bilin itself gives out. */
async function makeFile(sheet: Parameters<typeof writeSheet>[0], count: number): Promise<Uint8Array<ArrayBuffer>> {
  const rows = Array.from({ length: count }, (_, n) => ({
    name: `示例小区${n}期`,
    kind: n % 3 ? 'commercial' : 'resettlement',
    households: 100 + (n % 900),
    buildings: 1 + (n % 20),
    fee: 1.5,
    address: `示例路${n}号`,
    lat: 31.2,
    lng: 121.4,
    contactName: '王主任',
    contactPhone: '13800001111',
    company: '东晖物业(示例)',
    since: '2025-01-01',
    until: '2028-12-31',
  }))
  return new Uint8Array(await writeSheet(sheet, rows))
}

const lines: string[][] = []
try {
  const [one, other] = [
    await as('邻里联盟9001协调员', 'alliance-9001'),
    await as('邻里联盟9002协调员', 'alliance-9002'),
  ]
  const [visited, settled] = [await roundOf('alliance-9001'), await roundOf('alliance-9002')]
  lines.push(
    await measure('responses of 1,000 estates opened', () =>
      one.scorecards.findings.openResponses({ roundId: visited, seen: 'visiting' }),
    ),
    await measure('300 estates published', () =>
      other.scorecards.results.publish({ roundId: settled, seen: 'settling' }),
    ),
  )

  const secretary = await as('三桥社区书记', 'sanqiao')
  const { estates } = secretary
  const file = await makeFile((await estates.sheet()).sheet, 50_000)
  let importId = ''
  let seen = ''
  lines.push(
    await measure('50,000 estates read', async () => {
      importId = (await estates.readFile({ file, source: 'x.xlsx' })).importId!
    }),
    await measure('… previewed', async () => ({ seen } = await estates.previewImport({ importId }))),
    await measure('… and confirmed', () => estates.confirmImport({ importId, seen })),
  )

  await beyond.query(
    `insert into estate (tenant_id, author_tenant_id, name, kind, households, buildings)
     select tenant_id, tenant_id, name || '二', kind, households, buildings from estate where name like '示例小区%'`,
  )
  await beyond.query('analyze estate')
  let largest = 0
  lines.push(
    await measure('100,000 estates exported', async () => {
      for await (const piece of (await bilin.streamEstates(secretary)).pieces) largest = Math.max(largest, piece.length)
    }),
  )
} finally {
  await bilin.close()
  await beyond.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
print(['act', 'seconds', 'main thread', 'CPU of Node', 'CPU of PostgreSQL'], lines)
