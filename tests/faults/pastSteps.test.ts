/** What a database already has about the stages of its rounds and projects becomes their steps, and nothing else does. */
import { migrate, readMigrations } from '@bilin/db/migrate'
import { databaseAt } from '@bilin/db/roles'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { ask, emptyFolder } from './bilin.ts'

const STEPS = '0080_history_steps.sql'

const past = `
  set session_replication_role = replica;
  insert into tenant (slug, name, kind) values ('bilin', '比邻', 'alliance'), ('sanqiao', '三桥社区', 'community');
  insert into person (name) values ('联盟协调员');
  insert into seat (person_id, tenant_id, role, title)
    select person.id, tenant.id, 'coordinator', tenant.slug from person, tenant;

  insert into round (tenant_id, author_tenant_id, slug, title, rubric_id, opens_on, closes_on, response_until, stage, published_at, version)
    select id, id, given.slug, given.slug, gen_random_uuid(), '2026-03-01', '2026-03-02', '2026-03-03', stage, published_at::timestamptz, version
      from tenant, (values ('published', 'published', '2026-03-05 10:00Z', 1), ('cancelled', 'cancelled', null, 0), ('unknown', 'visiting', null, 0))
                   given (slug, stage, published_at, version)
     where tenant.slug = 'bilin';
  insert into event (tenant_id, author_tenant_id, at, person_id, seat_id, name, subject_id)
    select round.tenant_id, round.tenant_id, line.at::timestamptz, seat.person_id, seat.id, 'scorecards.' || line.name, round.id
      from round join seat using (tenant_id),
           (values ('published', 'settling', '2026-03-04 10:00Z'), ('published', 'published', '2026-03-05 10:00Z'),
                   ('published', 'round_planned', '2026-03-01 10:00Z'), ('published', 'round_opened', '2026-03-02 10:00Z'),
                   ('published', 'responses_opened', '2026-03-03 10:00Z'), ('published', 'corrected', '2026-03-06 10:00Z'),
                   ('cancelled', 'cancelled', '2026-03-02 11:00Z')) line (slug, name, at)
     where round.slug = line.slug;
  insert into cancellation (tenant_id, author_tenant_id, round_id, stage, reason, cancelled_by, cancelled_at)
    select round.tenant_id, round.tenant_id, round.id, 'visiting', '台风', seat.id, '2026-03-02 11:00Z'
      from round join seat using (tenant_id) where round.slug = 'cancelled';

  insert into project (tenant_id, author_tenant_id, slug, title, aim, from_day, until_day, stage)
    select alliance.id, lead.id, 'project', '项目', '目标', '2026-03-01', '2026-04-01', 'running'
      from tenant alliance, tenant lead where alliance.slug = 'bilin' and lead.slug = 'sanqiao';
  insert into project_step (tenant_id, author_tenant_id, project_id, stage, at, seat_id)
    select project.tenant_id, project.author_tenant_id, project.id, step.stage, step.at::timestamptz, seat.id
      from project join seat on seat.tenant_id = project.author_tenant_id,
           (values ('running', '2026-03-03 10:00Z'), ('proposed', '2026-03-01 10:00Z')) step (stage, at);`

const steps = (subject: string) => `
  select subject.slug, turn, from_stage, to_stage, words, to_char(at at time zone 'UTC', 'MM-DD HH24') as at, seat.title as seat, author.slug as author
    from ${subject}_step step join ${subject} subject on (subject.tenant_id, subject.id) = (step.tenant_id, step.subject_id)
    join seat on seat.id = seat_id join tenant author on author.id = step.author_tenant_id
   order by subject.slug, turn`

test('the log and the cancellation of a round become its steps, and a project keeps its own', async () => {
  const { owner, admin } = await database()
  await migrate(owner, { dir: before(STEPS) })
  await ask(admin, past)
  expect(await migrate(owner)).toContain(STEPS)

  const of = (slug: string, seat: string, author: string) => (line: unknown[]) => {
    const [turn, from_stage, to_stage, at, words = null] = line
    return { slug, turn, from_stage, to_stage, words, at, seat, author }
  }
  expect(await ask(admin, steps('round'))).toEqual([
    of('cancelled', 'bilin', 'bilin')([1, 'visiting', 'cancelled', '03-02 11', '台风']),
    ...[
      [1, null, 'planning', '03-01 10'],
      [2, 'planning', 'visiting', '03-02 10'],
      [3, 'visiting', 'responding', '03-03 10'],
      [4, 'responding', 'settling', '03-04 10'],
      [5, 'settling', 'published', '03-05 10'],
    ].map(of('published', 'bilin', 'bilin')),
  ])
  expect(await ask(admin, steps('project'))).toEqual(
    [
      [1, null, 'proposed', '03-01 10'],
      [2, 'proposed', 'running', '03-03 10'],
    ].map(of('project', 'sanqiao', 'sanqiao')),
  )
})

/** The migrations that come before one. */
function before(name: string): string {
  const dir = emptyFolder('migrations')
  mkdirSync(dir)
  for (const migration of readMigrations())
    if (migration.name < name) writeFileSync(join(dir, migration.name), migration.text)
  return dir
}

async function database() {
  const { adminUrl, ownerUrl } = inject('cluster')
  const name = `past_${Math.random().toString(36).slice(2)}`
  await ask(adminUrl, `create database ${pg.escapeIdentifier(name)} owner bilin_owner`)
  return { owner: databaseAt(ownerUrl, name), admin: databaseAt(adminUrl, name) }
}
