/** Controls of the sweep: with guards removed it must find the leaks. */
import { appRouter, createCaller } from '@bilin/api/router'
import { createCallerFactory, member, open, router } from '@bilin/api/trpc'
import { id } from '@bilin/domain/fields'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { unchecked } from '../support/statements/recorded.ts'
import { inProcess } from './sweep/callers.ts'
import { askingFor, openGround, type Ground } from './sweep/ground.ts'
import { routesIn } from './sweep/routes.ts'
import { reachedBy, sweep, type Asker } from './sweep/procedures.ts'

let ground: Ground

beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground?.close())

test('the ids are worth trying: they show their owners their own words', async () => {
  const { rows } = await ground.beyond.query<{ id: string; at: string }>(
    `select p.id, t.slug as at
       from person p join seat s on s.person_id = p.id join tenant own on own.id = s.tenant_id, tenant t
      where own.slug in ('haihong', 'haihong-lianmeng') and t.slug in ('haihong', 'haihong-lianmeng')`,
  )
  const owners = rows.map(({ at, id }): Asker => {
    const person = ground.people.find((one) => one.id === id)!
    return {
      name: person.name,
      own: ground.alliance,
      call: inProcess(createCaller, ground.world.bilin, person, at),
    }
  })
  const reached = await reachedBy(appRouter, owners, ground.alliance)
  const features = new Set([...reached].map((path) => path.split('.')[0]))
  expect([...features]).toEqual(expect.arrayContaining(['estates', 'practices', 'projects', 'scorecards']))
  expect(reached.size).toBeGreaterThan(askingFor(appRouter).length / 2)
})

const byEstate = open.input(z.strictObject({ estateId: id() }))
const leaky = router({
  // They read past every policy, as a forgotten superuser's pool would.
  words: byEstate.query(
    async ({ input }) => (await beyondOf('select name from estate where id = $1', input.estateId)).rows,
  ),
  whether: byEstate.query(
    async ({ input }) => (await beyondOf('select from estate where id = $1', input.estateId)).rowCount,
  ),
  everything: open.query(async () => (await beyondOf('select title from seat')).rows),
})
const beyondOf = (sql: string, ...values: string[]) => ground.beyond.query<Record<string, unknown>>(sql, values)

test('procedures that read past the policies are found', async () => {
  const { leaks } = await sweep(leaky, ground.askers(createCallerFactory(leaky)), ground.alliance)
  expect([...new Set(leaks.map(({ path }) => path))]).toEqual(['words', 'whether', 'everything'])
})

test('with every policy open no procedure shows what is another’s, because its statements name their tenant', async () => {
  const restore = await everyPolicyReads('true')
  const { leaks } = await sweep(appRouter, ground.askers(createCaller).slice(1), ground.alliance)
  await restore()
  expect(leaks.slice(0, 30)).toEqual([])
})

const forgetful = router({
  estate: member
    .input(z.strictObject({ estateId: id() }))
    .query(({ ctx: { db }, input }) =>
      unchecked(() => sql`select name from estate where id = ${input.estateId}`.execute(db)),
    ),
})

test('a statement that forgets its tenant shows nothing while the policies hold, and is found once they do not', async () => {
  const leaksNow = async () =>
    (await sweep(forgetful, ground.askers(createCallerFactory(forgetful)), ground.alliance)).leaks.map(
      ({ path }) => path,
    )
  expect(await leaksNow()).toEqual([])
  const restore = await everyPolicyReads('true')
  const leaks = await leaksNow()
  await restore()
  expect([...new Set(leaks)]).toEqual(['estate'])
})

/** Answers how to put them back. */
async function everyPolicyReads(what: string): Promise<() => Promise<void>> {
  const { rows } = await ground.beyond.query<{ alter: string; reads: string }>(
    `select format('alter policy %I on %s using ', polname, polrelid::regclass) as alter, pg_get_expr(polqual, polrelid) as reads
       from pg_policy where polname = 'visible_in_current_tenant'`,
  )
  for (const { alter } of rows) await ground.beyond.query(`${alter} (${what})`)
  return async () => {
    for (const { alter, reads } of rows) await ground.beyond.query(`${alter} (${reads})`)
  }
}

test('a door that lets everybody in is found', async () => {
  const secretary = ground.person('三桥社区书记')
  const { rows } = await ground.beyond.query<{ text: string }>(
    `select pg_get_functiondef('app.enter'::regproc) as text`,
  )
  await ground.beyond.query(rows[0]!.text.replace('own.id = t.id or exists', 'true or exists'))
  const found = await ground.differenceAt(createCaller, appRouter, ground.alliance, secretary, 'tenants.here')
  await ground.beyond.query(rows[0]!.text)
  expect(found).not.toEqual([])
  expect(await ground.differenceAt(createCaller, appRouter, ground.alliance, secretary, 'tenants.here')).toEqual([])
})

test('a procedure that nothing fits is not passed over', async () => {
  const picky = router({
    picky: open.input(z.strictObject({ estateId: id().refine(() => false) })).query(() => null),
  })
  const { notSwept } = await sweep(picky, ground.askers(createCallerFactory(picky)), ground.alliance)
  expect(notSwept).toEqual(['picky'])
})

test('the fields of a form are sent, bound to a schema or not, wherever its component lies', () => {
  const findings = routesIn().find(({ route }) => route === '/[tenant]/scorecards/[round]/findings')!
  expect(findings.actions).toContain('respond')
  expect(findings.fields).toEqual(expect.arrayContaining(['of', 'subjectId', 'text', 'status', 'markId', 'files']))
})
