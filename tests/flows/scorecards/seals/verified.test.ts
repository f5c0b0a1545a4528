import { exportLedger, verifyExport } from '@bilin/api/features/scorecards/seals/export'
import { inPublic, type PublicDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { unchecked } from '../../../support/statements/recorded.ts'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, coordinatorOf, published, slug } from '../round.ts'

/** Somebody with a printed card and no account. */
const passerBy = (world: World) =>
  world.bilin.caller({
    session: null,
    tenant: null,
    seatId: null,
    locale: 'zh-CN',
    requestId: 'test',
    clock: null,
  }).scorecards

async function cardOf(world: World, name: string) {
  const round = await published(world)
  const coordinator = await coordinatorOf(world, afterwards)
  const { sealed, seals } = await coordinator.results.card({ slug, estateId: round.estateId(name) })
  return { card: sealed!, record: seals[0]!.hash, round, coordinator }
}

test('anybody with a card verifies it without signing in, and reads the bands and nothing more', async ({ world }) => {
  const { card, record } = await cardOf(world, '万科小区')
  const verdict = await passerBy(world).seals.verify({ alliance: 'bilin', hash: card })
  expect(verdict).toMatchObject({
    estate: { name: '万科小区', stars: 3, card },
    hash: record,
    version: 1,
    place: 3,
    length: 3,
    recordHolds: true,
    chainHolds: true,
    newer: null,
  })
  expect(JSON.stringify(verdict)).not.toMatch(/消防车道|桶站|percent|rawMean|公司|社区书记/u)
  // As it is read out from paper: in groups, in capitals, and only its beginning.
  const typed = ` ${card.slice(0, 8).toUpperCase()} ${card.slice(8, 16)} `
  expect((await passerBy(world).seals.verify({ alliance: 'bilin', hash: typed })).estate?.name).toBe('万科小区')
  expect((await passerBy(world).seals.verify({ alliance: 'bilin', hash: record })).estates).toHaveLength(2)
})

test('the public record names the veto beside the one star that it leaves, and no finding', async ({ world }) => {
  const coordinator = await coordinatorOf(world, afterwards)
  const of = { slug: '2026-summer' }
  const { estateId } = (await coordinator.results.list(of)).results.find(({ name }) => name.startsWith('永宁家园'))!
  const { sealed } = await coordinator.results.card({ ...of, estateId })
  const verdict = await passerBy(world).seals.verify({ alliance: 'bilin', hash: sealed! })
  expect(verdict.estate).toMatchObject({
    stars: 1,
    vetoed: [{ zh: '拒绝联盟提出的整改', en: 'Refuses what the alliance asks to be put right' }],
  })
  expect(verdict.estates.filter(({ vetoed }) => vetoed)).toHaveLength(1)
  expect(JSON.stringify(verdict)).not.toContain('消防车道')
})

test('a code that nobody printed, that is too short, or that is another alliance’s, is refused with its reason', async ({
  world,
}) => {
  const { card } = await cardOf(world, '万科小区')
  const verify = (hash: string, alliance = 'bilin') => refusal(passerBy(world).seals.verify({ alliance, hash }))
  expect(await verify('0'.repeat(64))).toBe('scorecards.hash_unknown')
  expect(await verify(card, 'haihong-lianmeng')).toBe('scorecards.hash_unknown')
  expect(await verify(card, 'nowhere')).toBe('scorecards.hash_unknown')
  expect(await verify(card, 'sanqiao')).toBe('scorecards.hash_unknown')
  await expect(passerBy(world).seals.verify({ alliance: 'bilin', hash: card.slice(0, 8) })).rejects.toThrow()
})

test('a changed record is said not to agree, and so is a chain changed elsewhere', async ({ world }) => {
  const { card, record } = await cardOf(world, '万科小区')
  await world.beyond
    .query(`update seal set reason = 'x', document = replace(document, '2026', '2025') where place = 1`)
    .catch(() => {})
  await world.beyond.query(`update seal set document = replace(document, '2026', '2025') where place = 1`)
  expect(await passerBy(world).seals.verify({ alliance: 'bilin', hash: card })).toMatchObject({
    recordHolds: true,
    chainHolds: false,
  })
  await world.beyond.query(`update seal set document = replace(document, '"stars":3', '"stars":5') where hash = $1`, [
    record,
  ])
  expect(await passerBy(world).seals.verify({ alliance: 'bilin', hash: card })).toMatchObject({
    recordHolds: false,
    chainHolds: false,
  })
})

test('an old card leads to the correction', async ({ world }) => {
  const { card, round, coordinator } = await cardOf(world, '万科小区')
  const [finding] = (await coordinator.findings.list({ slug })).findings
  await coordinator.results.correct({
    roundId: round.roundId,
    version: 1,
    reason: '复核属实，撤销。',
    findings: [{ findingId: finding!.id, status: 'struck' }],
  })
  const old = await passerBy(world).seals.verify({ alliance: 'bilin', hash: card })
  expect(old).toMatchObject({ version: 1, newer: { version: 2, reason: '复核属实，撤销。' } })
  expect(await passerBy(world).seals.verify({ alliance: 'bilin', hash: old.newer!.hash })).toMatchObject({
    version: 2,
    recordHolds: true,
    chainHolds: true,
    newer: null,
    estate: { name: '万科小区' },
  })
})

test('through the public’s door there are seals and surveys only, and nothing is written', async ({ world }) => {
  await published(world)
  const { rows: tables } = await world.beyond.query<{ name: string }>(
    `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r'
      and has_table_privilege('bilin_app', c.oid, 'select')`,
  )
  // Text without a tenant: what it finds, the policies alone let through.
  const inPublicAlone = <T>(work: (db: PublicDb) => Promise<T>) =>
    unchecked(() => inPublic(world.bilin.pool, 'bilin', work))
  const seen = () =>
    inPublicAlone(async (db) => {
      const found: string[] = []
      for (const { name } of tables) {
        const { rows } = await sql<{
          count: number
        }>`select count(*)::int as count from ${sql.table(name)}`.execute(db)
        if (rows[0]!.count > 0) found.push(name)
      }
      return found
    })
  expect((await seen()).sort()).toEqual(['seal', 'survey'])
  await expect(
    inPublicAlone((db) =>
      sql`select set_config('app.current_tenant', '', true); insert into seal default values`.execute(db),
    ),
  ).rejects.toThrow()
  await world.beyond.query(
    'create policy everybodys on sealed_card for select to bilin_app using (tenant_id = app.public())',
  )
  expect((await seen()).sort()).toEqual(['seal', 'sealed_card', 'survey'])
})

test('an export is checked by itself, whole or with one card alone; a changed word in it is found', async ({
  world,
}) => {
  await published(world)
  const text = await world.ledger('bilin', (db) => exportLedger(db, 'bilin'))
  expect(verifyExport(text)).toMatchObject({ alliance: 'bilin', seals: 3, problems: [] })
  const one = JSON.parse(text) as { cards: { hash: string; document: string }[] }
  one.cards = one.cards.slice(-1)
  expect(verifyExport(JSON.stringify(one))).toMatchObject({ cards: 1, problems: [] })
  one.cards[0]!.document = one.cards[0]!.document.replace('"stars":', '"stars":1')
  expect(verifyExport(JSON.stringify(one)).problems).toMatchObject([{ table: 'sealed_card', field: 'document' }])
  expect(verifyExport(text.replace('\\"place\\":2', '\\"place\\":4')).problems.length).toBeGreaterThan(0)
  expect(() => verifyExport('{}')).toThrow('no export')
})
