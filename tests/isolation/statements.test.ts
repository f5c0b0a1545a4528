/** The check of statements, with statements that it must refuse; every isolation and flow test runs under it. */
import { inTenant } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { describe, expect, test as plain } from 'vitest'
import { checkStatement } from '../support/statements/check.ts'
import { takeComplaints } from '../support/statements/recorded.ts'
import { sessionOf } from '../support/sessions.ts'
import { test } from '../support/world.ts'

const complaintsOf = (statement: string) => checkStatement(statement).complaints

describe('a statement without its tenant is refused:', () => {
  plain.each([
    ['select id from round where id = $1', ['no tenant for round']],
    ['select id from round where id = $1 for update', ['no tenant for round']],
    ['select id from round where tenant_id = author_tenant_id', ['no tenant for round']],
    ['select id from round where tenant_id = $1 or id = $2', ['no tenant for round']],
    ['update round set stage = $1 where id = $2', ['no tenant for round']],
    ['delete from round where id = $1', ['no tenant for round']],
    [
      'select 1 from visit join round on round.tenant_id = visit.tenant_id where visit.tenant_id = $1',
      ['no tenant for round'],
    ],
    ['select 1 from visit left join round on visit.tenant_id = $1 and round.tenant_id = $1', ['no tenant for visit']],
    ['select 1 from visit, round where tenant_id = $1', ['no tenant for visit', 'no tenant for round']],
    ['select (select count(*) from visit) from round where round.tenant_id = $1', ['no tenant for visit']],
    ['insert into event (name) select title from round', ['no tenant for round']],
    ['with found as (select id from round) select id from found', ['no tenant for round']],
    ['select id from round where tenant_id = $1 union select id from visit', ['no tenant for visit']],
  ])('%s', (statement, complaints) => {
    expect(complaintsOf(statement)).toEqual(complaints)
  })
})

describe('a statement that reads names from the registry beside a tenant’s rows is refused:', () => {
  plain.each([
    [
      'select t.name from project left join tenant t on t.id = project.author_tenant_id where project.tenant_id = $1',
      ['reads tenant, which neighbour is a copy of'],
    ],
    [
      'select (select title from seat where id = step.seat_id) from round_step step where step.tenant_id = $1',
      ['reads seat, which neighbour_seat is a copy of'],
    ],
  ])('%s', (statement, complaints) => {
    expect(complaintsOf(statement)).toEqual(complaints)
  })
})

describe('a statement that asks the database for what it should be given is refused:', () => {
  plain.each([
    ['update round set published_at = app.now() where tenant_id = $1', ['asks for app.now()']],
    ['update round set published_at = now() where tenant_id = $1', ['asks for now()']],
    ['select id from round where tenant_id = $1 and opens_on > current_date', ['asks for SVFOP_CURRENT_DATE']],
    [
      'insert into round (slug) values ($1) on conflict (slug) do update set opened_at = app.now()',
      ['asks for app.now()'],
    ],
    ['insert into round (opened_by) values (app.seat_id())', ['asks for app.seat_id()']],
    [
      'update round set title = coalesce($1, upper(title)) where tenant_id = $2',
      ['writes what a function in a CoalesceExpr says'],
    ],
  ])('%s', (statement, complaints) => {
    expect(complaintsOf(statement)).toEqual(complaints)
  })
})

describe('a statement that names its tenant for every table is let through:', () => {
  plain.each([
    'select id from round where tenant_id = $1 and (stage = $2 or stage = $3) for update',
    'select 1 from visit left join round on round.id = visit.round_id and round.tenant_id = $1 where visit.tenant_id = $2',
    'select (select count(*) from visit v where v.tenant_id = $1 and v.round_id = round.id) from round where round.tenant_id = $2',
    'select coalesce(sum(households), 0) from estate where estate.tenant_id = $1',
    'select name from tenant where slug = $1',
    'insert into round (slug) values ($1) on conflict (slug) do update set title = excluded.title',
  ])('%s', (statement) => {
    expect(complaintsOf(statement)).toEqual([])
  })
})

test('what a procedure sends is checked: text that names no tenant, or two, is complained of', async ({ world }) => {
  const asker = { session: await sessionOf(world.beyond, '三桥社区书记'), tenant: 'bilin' }
  await inTenant(world.bilin.pool, asker, async (db, { tenantId, actingTenantId }) => {
    await db.selectFrom('round').innerJoin('visit', 'visit.roundId', 'round.id').select('round.id').execute()
    expect(takeComplaints()).toEqual([])
    await sql`select id from round`.execute(db)
    expect(takeComplaints()).toEqual(['no tenant for round: select id from round'])
    await sql`select (select count(*) from visit where tenant_id = ${actingTenantId}) from round where tenant_id = ${tenantId}`.execute(
      db,
    )
    expect(takeComplaints()).toEqual([expect.stringContaining('several tenants')])
  })
})
