import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { byPolicyAlone } from '../../support/policyAlone.ts'
import { dropPromise } from '../../support/promises.ts'
import { sessionOf } from '../../support/sessions.ts'
import { test } from '../../support/world.ts'
import {
  afterwards,
  at,
  coordinatorOf,
  marks,
  opened,
  plan,
  published,
  responding,
  slug,
  disclosed,
  visited,
} from './round.ts'
import { everythingSeenBy, leaks, tracesOf } from './seen.ts'

const promise = {
  tables: ['visit', 'score_sheet', 'score', 'visit_finding'],
  policy: 'reviewer_unknown_to_reviewed',
}
/** Only the company concerned and the coordinator can read it. */
const talk = ['finding', 'response', 'decision', 'mark', 'withdrawn_response', 'acceptance', 'exclusion']

describe('who reviewed an estate', () => {
  const reviewed = { company: '万科小区物业经理', community: '三桥社区书记' }
  const reviewers = [plan[0][0], plan[1][0]]

  test('is never learnt by the reviewed company or community: no row, no name, no moment, before or after publication', async ({
    world,
  }) => {
    const before = {
      company: await everythingSeenBy(world, reviewed.company),
      community: await everythingSeenBy(world, reviewed.community),
    }
    const round = await disclosed(world)
    const visits = reviewers.map((title) => round.visitOf(title))
    const traces = await tracesOf(world, visits)
    expect(traces).toHaveLength(2 + 2 + 2 + 3 + 2)
    for (const who of ['company', 'community'] as const)
      expect(leaks(await everythingSeenBy(world, reviewed[who]), traces, before[who])).toEqual([])

    const coordinator = await coordinatorOf(world, afterwards)
    await coordinator.findings.settle({ roundId: round.roundId, seen: 'responding' })
    await coordinator.results.publish({ roundId: round.roundId, seen: 'settling' })
    for (const who of ['company', 'community'] as const)
      expect(leaks(await everythingSeenBy(world, reviewed[who]), traces, before[who])).toEqual([])

    // The control: those who may know find it in the same way.
    expect(leaks(await everythingSeenBy(world, '联盟协调员'), traces)).toContain('visit')
    expect(leaks(await everythingSeenBy(world, '龙馨园物业经理'), traces)).toContain('visit')
  })

  test('would be learnt if the promise beside the tables were dropped', async ({ world }) => {
    const before = await everythingSeenBy(world, reviewed.company)
    const round = await disclosed(world)
    const traces = await tracesOf(
      world,
      reviewers.map((title) => round.visitOf(title)),
    )
    for (const table of promise.tables) await dropPromise(world.beyond, table, promise.policy)
    const leaked = leaks(await everythingSeenBy(world, reviewed.company), traces, before)
    expect(new Set(leaked)).toEqual(new Set(promise.tables))
  })

  test('does not show in the findings: no author, one second for all, in the order of their words', async ({
    world,
  }) => {
    const round = await disclosed(world)
    const { rows } = await world.beyond.query<Record<string, unknown>>('select * from finding where round_id = $1', [
      round.roundId,
    ])
    expect(Object.keys(rows[0]!).filter((column) => /visit|seat|person|saved|submitted/.test(column))).toEqual([])
    expect(new Set(rows.map((row) => String(row.made_at))).size).toBe(1)
    const alliance = await world.beyond.query<{ id: string }>(`select id from tenant where slug = 'bilin'`)
    expect(new Set(rows.map((row) => row.author_tenant_id))).toEqual(new Set([alliance.rows[0]!.id]))
    const words = rows.map((row) => [row.indicator, row.severity, row.place, row.text].join())
    expect(words).toEqual([...words].sort())
  })

  test('does not show in the marks: one author, one second, in the order of indicators, and no way back to a visit', async ({
    world,
  }) => {
    const before = await everythingSeenBy(world, reviewed.company)
    const round = await disclosed(world)
    const { rows } = await world.beyond.query<Record<string, unknown>>(
      'select *, 1000 + (ctid::text::point)[0] as page from mark where round_id = $1 and value_id is null order by page, estate_id, ctid',
      [round.roundId],
    )
    expect(Object.keys(rows[0]!).filter((column) => /visit|seat|person|saved|submitted/.test(column))).toEqual([])
    expect(new Set(rows.map((row) => `${String(row.made_at)} ${String(row.author_tenant_id)}`)).size).toBe(1)
    // Checked by page: a slightly shorter row may be stored where there is room, whoever wrote it.
    const placed = rows.map((row) => [row.page, row.estate_id, row.indicator, 9 - Number(row.mark)].join())
    expect(placed).toEqual([...placed].sort())

    const traces = await tracesOf(
      world,
      reviewers.map((title) => round.visitOf(title)),
    )
    expect(leaks(await everythingSeenBy(world, reviewed.company), traces, before)).toEqual([])
    await dropPromise(world.beyond, 'mark_source', 'of_the_alliance_alone')
    expect(new Set(leaks(await everythingSeenBy(world, reviewed.company), traces, before))).toEqual(
      new Set(['mark_source']),
    )
  })

  test('does not show in the procedures either', async ({ world }) => {
    const round = await disclosed(world)
    const company = await at(world, reviewed.company, afterwards)
    const answers = JSON.stringify([
      await company.rounds.get({ slug }),
      await company.findings.list({ slug }),
      await company.rounds.list(),
      await (await world.as(reviewed.company).at('bilin', { clock: responding })).errands.list(),
    ])
    for (const trace of await tracesOf(
      world,
      reviewers.map((title) => round.visitOf(title)),
    ))
      expect(answers).not.toContain(trace)
    expect((await company.rounds.visits({ slug })).map(({ reviewerTitle }) => reviewerTitle)).toEqual([
      reviewed.company,
    ])
    expect((await company.rounds.get({ slug })).progress).toBeNull()
  })
})

describe('before publication', () => {
  const outsiders = ['三桥社区书记', '二桥社区社工一', '江海湾物业经理']
  const tables = [...promise.tables, ...talk]

  test('nobody but the coordinator, the reviewer and, of findings, the company sees marks or findings', async ({
    world,
  }) => {
    const { roundId } = await disclosed(world)
    const ids = await world.beyond.query<{ id: string }>(
      `select id from visit where round_id = $1 union select s.id from score s join visit v on v.id = s.visit_id where v.round_id = $1
        union select id from finding where round_id = $1 union select id from mark where round_id = $1`,
      [roundId],
    )
    const known = ids.rows.map(({ id }) => id)
    for (const title of outsiders) expect(leaks(await everythingSeenBy(world, title), known), title).toEqual([])
    for (const title of outsiders) expect((await (await at(world, title)).results.list({ slug })).results).toEqual([])

    for (const table of tables) {
      const policy = promise.tables.includes(table) ? promise.policy : 'between_company_and_alliance'
      await dropPromise(world.beyond, table, policy)
    }
    await dropPromise(world.beyond, 'mark_source', 'of_the_alliance_alone')
    for (const title of outsiders)
      expect(new Set(leaks(await everythingSeenBy(world, title), known)), title).toEqual(
        new Set(['visit', 'score', 'score_sheet', 'visit_finding', 'finding', 'mark', 'mark_source']),
      )
  })

  test('a reviewer cannot put marks on a visit that is not theirs, by any statement', async ({ world }) => {
    const round = await opened(world)
    const visitId = round.visitOf('国胜社区书记')
    const asker = { session: await sessionOf(world.beyond, '江海湾物业经理'), tenant: 'bilin' }
    const insert = () =>
      byPolicyAlone(world.bilin.pool, asker, (db) =>
        sql`insert into score (visit_id, reviewer_id, indicator, mark) values (${visitId}, app.acting_tenant(), 'A1', 1)`.execute(
          db,
        ),
      )
    await expect(insert()).rejects.toThrow('score_tenant_id_visit_id_reviewer_id_fkey')
    await world.beyond.query('alter table score drop constraint score_tenant_id_visit_id_reviewer_id_fkey')
    await expect(insert()).resolves.toBeTruthy()
  })
})

describe('after publication', () => {
  test('a company sees everybody’s band, its own figures and nobody else’s; a community all figures but only its own words', async ({
    world,
  }) => {
    const round = await published(world)
    const view = async (title: string, estate: string) =>
      (await at(world, title, afterwards)).results.card({ slug, estateId: round.estateId(estate) })
    const figures = ({ result, dimensions, indicators, findings }: Awaited<ReturnType<typeof view>>) =>
      [result.rawMean !== null, dimensions.length > 0, indicators.length > 0, findings.length > 0] as const

    expect(figures(await view('万科小区物业经理', '万科小区'))).toEqual([true, true, true, true])
    expect(figures(await view('龙馨园物业经理', '万科小区'))).toEqual([false, false, false, false])
    expect(figures(await view('三桥社区书记', '万科小区'))).toEqual([true, true, true, true])
    expect(figures(await view('国胜社区书记', '万科小区'))).toEqual([true, true, false, false])
    for (const title of ['万科小区物业经理', '龙馨园物业经理', '国胜社区书记'])
      expect((await view(title, '万科小区')).result.stars, title).toBe(3)

    await dropPromise(world.beyond, 'result_total', 'own_figures_and_communities')
    await dropPromise(world.beyond, 'result_dimension', 'own_figures_and_communities')
    await dropPromise(world.beyond, 'result_indicator', 'own_card')
    await dropPromise(world.beyond, 'result_finding', 'own_card')
    expect(figures(await view('龙馨园物业经理', '万科小区'))).toEqual([true, true, true, true])
  })

  test('a member unit sees bands and no figures', async ({ world }) => {
    const unit = (await world.as('文华小学联络员').at('haihong-lianmeng', { clock: afterwards })).scorecards
    const { results } = await unit.results.list({ slug: '2026-summer' })
    expect(results).toHaveLength(2)
    expect(results.map(({ rawMean }) => rawMean)).toEqual([null, null])
    const card = await unit.results.card({ slug: '2026-summer', estateId: results[0]!.estateId })
    expect([card.dimensions, card.indicators, card.findings]).toEqual([[], [], []])
  })
})

test('the alliance next door sees nothing of it', async ({ world }) => {
  const { roundId } = await visited(world)
  await (await coordinatorOf(world, afterwards)).findings.openResponses({ roundId, seen: 'visiting' })
  const { rows } = await world.beyond.query<{ id: string }>(`select id from tenant where slug = 'bilin'`)
  for (const title of ['海洪联盟协调员', '海洪社区书记', '兴石花园物业经理']) {
    const seen = await everythingSeenBy(world, title, 'haihong-lianmeng')
    expect(seen.length, title).toBeGreaterThan(0)
    expect(leaks(seen, [rows[0]!.id, roundId]), title).toEqual([])
  }
  expect(leaks(await everythingSeenBy(world, '三桥社区书记'), [roundId])).toContain('round')
})

test('a draft is read by the reviewer’s own member and the coordinator', async ({ world }) => {
  const round = await opened(world)
  const visitId = round.visitOf('国胜社区书记')
  await (await at(world, '国胜社区书记')).visits.save({ visitId, revision: 0, marks: marks(4) })
  for (const title of ['国胜社区社工二', '联盟协调员'])
    expect((await (await at(world, title)).visits.get({ visitId })).marks.A1).toBe(4)
})
