import { verifyLedger } from '@bilin/api/features/scorecards/seals/verify'
import { describe, expect } from 'vitest'
import { refusal, test, type World } from '../../../support/world.ts'
import { afterwards, at, coordinatorOf, published, responding, settled, slug, disclosed } from '../round.ts'

const verify = (world: World) => world.ledger('bilin', verifyLedger)

/** Between the start of its transaction and the procedure's first line, as on a busy server. */
async function makeEnteringTakeAMoment(world: World) {
  const { rows } = await world.beyond.query<{ text: string }>(`select pg_get_functiondef('app.enter'::regproc) as text`)
  await world.beyond.query(rows[0]!.text.replace('\nbegin\n', '\nbegin perform pg_sleep(0.05);\n'))
}

/** Published with a response that was upheld, one that was not, and a mark that was changed: something in every table. */
async function whole(world: World) {
  const round = await disclosed(world)
  const company = await at(world, '万科小区物业经理', responding)
  const coordinator = await coordinatorOf(world, afterwards)
  const [lane, bin] = (await company.findings.list({ slug })).findings
  await company.findings.respond({ of: 'finding', subjectId: lane!.id, text: '两分钟后清开。' })
  await company.findings.respond({ of: 'finding', subjectId: bin!.id, text: '清运车故障。' })
  const mark = (await company.findings.disclosedMarks({ slug })).marks.find(({ mark }) => mark === 1)!
  await company.findings.respond({ of: 'mark', subjectId: mark.id, text: '当时在演练。' })
  await coordinator.findings.settle({ roundId: round.roundId, seen: 'responding' })
  await coordinator.findings.decide({ findingId: lane!.id, status: 'struck', reason: '属实。' })
  await coordinator.findings.decide({ findingId: bin!.id, status: 'stands', reason: '维持。' })
  await coordinator.findings.decideMark({ markId: mark.id, mark: 3, reason: '改为 3 分。' })
  const { hash } = await coordinator.results.publish({ roundId: round.roundId, seen: 'settling' })
  return { ...round, hash, coordinator, finding: lane!, mark }
}

describe('what is published', () => {
  test('is sealed, and the seal names the one before it', async ({ world }) => {
    const before = await verify(world)
    expect(before).toMatchObject({ seals: 2, problems: [], unsealed: [] })
    const { hash } = await whole(world)
    const verdict = await verify(world)
    expect(verdict).toMatchObject({ seals: 3, cards: before.cards + 2, problems: [], head: hash })
    const { rows } = await world.beyond.query<{ document: string; previous: string }>(
      `select document, previous from seal where hash = $1`,
      [hash],
    )
    expect(rows[0]!.previous).toBe(before.head)
    expect(JSON.parse(rows[0]!.document)).toMatchObject({ previous: before.head, place: 3, version: 1 })
  })

  test('names the moment that its rows have, though the server’s clock is not the database’s', async ({ world }) => {
    const { roundId } = await settled(world)
    await makeEnteringTakeAMoment(world)
    const coordinator = (await world.as('联盟协调员').at('bilin')).scorecards
    await coordinator.results.publish({ roundId, seen: 'settling' })
    expect((await verify(world)).problems).toEqual([])
  })

  test('says nowhere who visited', async ({ world }) => {
    const round = await whole(world)
    const { rows } = await world.beyond.query<{ document: string }>(
      'select document from sealed_card union all select document from seal',
    )
    const people = await world.beyond.query<{ trace: string }>(
      `select reviewer_title as trace from visit where round_id = $1 union select id::text from visit where round_id = $1
        union select reviewer_seat_id::text from visit where round_id = $1 union select id::text from mark where round_id = $1`,
      [round.roundId],
    )
    for (const { document } of rows) for (const { trace } of people.rows) expect(document).not.toContain(trace)
  })

  test('cannot be changed or taken away by anybody the API knows, not even its coordinator', async ({ world }) => {
    const { rows } = await world.beyond.query<{ right: string }>(
      `select table_name || ' ' || privilege_type as right from information_schema.role_table_grants
        where (table_name like 'result%' or table_name in ('seal', 'sealed_card')) and grantee = 'bilin_app'
          and privilege_type not in ('SELECT', 'INSERT')
        union all
       select table_name || '.' || column_name from information_schema.column_privileges
        where (table_name like 'result%' or table_name in ('seal', 'sealed_card')) and grantee = 'bilin_app'
          and privilege_type = 'UPDATE'`,
    )
    expect(rows).toEqual([])
  })
})

describe('tampering in the database is found:', () => {
  const of = `round_id = (select id from round where slug = '${slug}')`
  const tampering: Record<string, [sql: string, table: string, field: string]> = {
    'a star more': [`update result set stars = stars + 1 where ${of} and name = '龙馨园'`, 'result', 'stars'],
    'another name': [`update result set name = '别名' where ${of} and name = '龙馨园'`, 'result', 'name'],
    'a better total': [`update result_total set raw_mean = raw_mean + 1 where ${of}`, 'result_total', 'raw_mean'],
    'a better dimension': [
      `update result_dimension set percent = 100 where ${of} and dimension = 'A'`,
      'result_dimension',
      'percent',
    ],
    'a better indicator': [
      `update result_indicator set percent = 100 where ${of} and indicator = 'C2'`,
      'result_indicator',
      'percent',
    ],
    'milder words': [`update result_finding set text = '没什么' where ${of}`, 'result_finding', 'text'],
    'another first mark': [`update result_mark set first = 5 where ${of}`, 'result_mark', 'first'],
    'a finding gone': [`delete from result_finding where ${of}`, 'result_finding', '*'],
    'a dimension gone': [`delete from result_dimension where ${of} and dimension = 'B'`, 'result_dimension', '*'],
    'a decided mark gone': [`delete from result_mark where ${of}`, 'result_mark', '*'],
    'a finding put in': [
      `insert into result_finding (tenant_id, author_tenant_id, round_id, version, estate_id, company_id, community_id, indicator, severity, place, text)
       select tenant_id, author_tenant_id, round_id, version, estate_id, company_id, community_id, 'A1', 'S4', '', '捏造' from result where ${of}`,
      'result_finding',
      '*',
    ],
    'a card rewritten': [
      `update sealed_card set document = replace(document, '桶站', '花坛') where ${of}`,
      'sealed_card',
      'document',
    ],
    'a card’s hash rewritten': [`update sealed_card set hash = repeat('0', 64) where ${of}`, 'sealed_card', 'hash'],
    'a result’s copy of its card’s hash': [
      `update result set card_hash = repeat('0', 64) where ${of}`,
      'result',
      'card_hash',
    ],
    'a card gone': [`delete from sealed_card where ${of}`, 'sealed_card', '*'],
    'a seal rewritten': [
      `update seal set document = replace(document, '龙馨园', '凤馨园') where ${of}`,
      'seal',
      'hash',
    ],
    'a seal rewritten with its hash': [
      `with new as (update seal set document = replace(document, '2026', '2025') where place = 1 returning id, document)
       select; update seal set hash = encode(sha256(convert_to(document, 'UTF8')), 'hex') where place = 1`,
      'seal',
      'previous',
    ],
    'the last seal gone': [`delete from seal where ${of}`, 'result', '*'],
    'a seal in between gone': [`delete from seal where place = 1`, 'seal', 'place'],
    'another day of publication': [
      `update seal set published_at = published_at - interval '1 day' where ${of}`,
      'seal',
      'published_at',
    ],
    'the round set back a version': [
      `update round set version = 2 where slug = '${slug}' and tenant_id = (select id from tenant where slug = 'bilin')`,
      'round',
      'version',
    ],
  }

  test.for(Object.entries(tampering))('%s', async ([, [sql, table, field]], { world }) => {
    await whole(world)
    expect((await verify(world)).problems, 'control: nothing is found where nothing was done').toEqual([])
    const client = await world.beyond.connect()
    try {
      await client.query('set session_replication_role = replica')
      const { rowCount } = [await client.query(sql)].flat().at(-1)!
      expect(rowCount, 'control: something was changed').toBeGreaterThan(0)
    } finally {
      await client.query('reset session_replication_role')
      client.release()
    }
    const { problems } = await verify(world)
    expect(problems.map((problem) => `${problem.table}.${problem.field}`)).toContain(`${table}.${field}`)
  })
})

describe('a correction', () => {
  async function corrected(world: World) {
    const round = await whole(world)
    const coordinator = await coordinatorOf(world, new Date('2026-12-20T10:00:00+08:00'))
    await coordinator.results.correct({
      roundId: round.roundId,
      version: 1,
      reason: '复核监控，问题属实，恢复该问题。',
      findings: [{ findingId: round.finding.id, status: 'stands' as const }],
      marks: [{ markId: round.mark.id, mark: 1 }],
    })
    return { ...round, coordinator }
  }

  test('is a new version with its reason; the one before stays readable, and the chain grows', async ({ world }) => {
    const { coordinator, estateId, hash } = await corrected(world)
    const estate = estateId('万科小区')
    const old = await coordinator.results.card({ slug, estateId: estate, version: 1 })
    const now = await coordinator.results.card({ slug, estateId: estate })
    expect(old.findings.map(({ severity }) => severity)).toEqual(['S2'])
    expect(now.findings.map(({ severity }) => severity)).toEqual(['S1', 'S2'])
    expect(old.decided).toMatchObject([{ first: 1, final: 3 }])
    expect(now.decided).toMatchObject([{ first: 1, final: 1 }])
    expect(now.result.rawMean).toBeLessThan(old.result.rawMean!)
    expect(now.seals).toMatchObject([
      { version: 1, hash, reason: '' },
      { version: 2, previous: hash, reason: '复核监控，问题属实，恢复该问题。' },
    ])
    expect(now.sealed).not.toBe(old.sealed)
    expect(await verify(world)).toMatchObject({ seals: 4, problems: [] })
    expect(await refusal(coordinator.results.card({ slug, estateId: estate, version: 3 }))).toBe(
      'scorecards.version_not_found',
    )
  })

  test('is what every other page reads: the comparison and the company’s history', async ({ world }) => {
    const { coordinator, estateId } = await corrected(world)
    const { history, result } = await coordinator.results.card({ slug, estateId: estateId('万科小区') })
    expect(history.filter((one) => one.slug === slug)).toMatchObject([{ rawMean: result.rawMean }])
    expect((await coordinator.results.list({ slug })).results).toHaveLength(2)
    expect(await coordinator.results.figures({ slug })).toHaveLength(12)
  })

  test('needs a change, a reason, and the version its writer saw; and nobody but the coordinator makes one', async ({
    world,
  }) => {
    const { roundId, finding, coordinator } = await corrected(world)
    const change = {
      roundId,
      version: 2,
      reason: '再改',
      findings: [{ findingId: finding.id, status: 'struck' as const }],
    }
    expect(await refusal(coordinator.results.correct({ ...change, findings: [] }))).toBe('scorecards.nothing_corrected')
    expect(await refusal(coordinator.results.correct({ ...change, version: 1 }))).toBe('scorecards.round_moved_on')
    const company = await at(world, '万科小区物业经理', afterwards)
    expect(await refusal(company.results.correct(change))).toBe('permissions.not_yours')
  })

  test('is not made of what is not published', async ({ world }) => {
    const { roundId } = await settled(world)
    const coordinator = await coordinatorOf(world, afterwards)
    const [finding] = (await coordinator.findings.list({ slug })).findings
    const change = {
      roundId,
      version: 1,
      reason: '改',
      findings: [{ findingId: finding!.id, status: 'struck' as const }],
    }
    expect(await refusal(coordinator.results.correct(change))).toBe('scorecards.round_not_published')
  })
})

test('the chain of one alliance is its own', async ({ world }) => {
  await published(world)
  expect(await world.ledger('haihong-lianmeng', verifyLedger)).toMatchObject({
    seals: 1,
    problems: [],
  })
})
