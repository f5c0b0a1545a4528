/** Photos of a database from before there were files. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '@bilin/db/migrate'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { ask, emptyFolder } from './bilin.ts'

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')
const FIRST_WITH_FILES = '0090'
const [tenant, reviewer, company, community] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`)

/** Of each kind of subject one photo, and a second of one that is gone. */
const ROWS = `
  set session_replication_role = replica;
  insert into tenant (id, slug, kind, name)
  select id::uuid, 'tenant' || nth, kind, kind from unnest('{${[tenant, reviewer, company, community].join()}}'::text[],
    '{alliance,company,company,community}'::text[]) with ordinality tenants (id, kind, nth);
  insert into visit_finding (tenant_id, author_tenant_id, id, visit_id, reviewer_id, indicator, severity, text)
  values ('${tenant}', '${reviewer}', gen_random_uuid(), gen_random_uuid(), '${reviewer}', 'C1', 'S4', 'x');
  insert into finding (tenant_id, author_tenant_id, id, round_id, estate_id, company_id, community_id, indicator, severity, text)
  values ('${tenant}', '${tenant}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '${company}', '${community}', 'C1', 'S4', 'x');
  insert into mark (tenant_id, author_tenant_id, id, round_id, estate_id, company_id, community_id, indicator, mark, disclosed)
  values ('${tenant}', '${tenant}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '${company}', '${community}', 'C1', 4, true);
  insert into result_finding (tenant_id, author_tenant_id, id, round_id, estate_id, company_id, community_id, indicator, severity, place, text)
  values ('${tenant}', '${tenant}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '${company}', '${community}', 'C1', 'S4', '', 'x');
  insert into improvement (tenant_id, author_tenant_id, id, round_id, estate_id, company_id, community_id, indicator, what, who, until)
  values ('${tenant}', '${company}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '${company}', '${community}', 'C1', 'x', 'x', '2026-12-31');
  insert into photo (tenant_id, author_tenant_id, of, subject_id, place, reviewer_id, company_id, community_id, bytes, width, height, sha256, made_at)
  select '${tenant}', author, of, id, place, reviewer::uuid, company::uuid, community::uuid, convert_to(of || place, 'utf8'), 8, 6, 'x' || of, '2026-11-20T02:00:00Z'
    from (
      select '${reviewer}'::uuid author, 'visit_finding' of, id, 2 place, '${reviewer}' reviewer, null company, null community from visit_finding
      union all select '${tenant}', 'finding', id, 12, null, '${company}', null from finding
      union all select '${company}', 'response', id, 1, null, '${company}', null from finding
      union all select '${company}', 'response', id, 1, null, '${company}', null from mark
      union all select '${tenant}', 'result_finding', id, 12, null, '${company}', '${community}' from result_finding
      union all select '${company}', 'improvement', id, 3, null, '${company}', '${community}' from improvement
      union all select '${reviewer}', 'visit_finding', gen_random_uuid(), 1, '${reviewer}', null, null) old;
  create table before as select * from photo;`

const LINKED = `
  select l.*, f.author_tenant_id as author, f.kind, f.name, convert_from(f.bytes, 'utf8') as bytes, f.size, f.width, f.height, f.sha256,
         f.made_at = b.made_at as same_moment, b.subject_id = l.subject_id and b.place = l.place as same_place,
         (f.reviewer_id, f.company_id, f.community_id) is not distinct from (b.reviewer_id, b.company_id, b.community_id) as same_readers
    from (
      select 'visit_finding' as of, file_id, visit_finding_id as subject_id, place, author_tenant_id from visit_finding_file
      union all select 'finding', file_id, finding_id, place, author_tenant_id from finding_file
      union all select 'response', file_id, coalesce(finding_id, mark_id), place, author_tenant_id from response_file
      union all select 'result_finding', file_id, result_finding_id, place, author_tenant_id from result_finding_file
      union all select 'improvement', file_id, improvement_id, place, author_tenant_id from improvement_file) l
    join file f on f.id = l.file_id join before b on b.id = f.id and b.of = l.of
   order by l.of`

test('a photo is a file afterwards, with the same bytes, id, place, moment and readers; one that nothing shows is gone', async () => {
  const { adminUrl, ownerUrl } = inject('cluster')
  const name = `photos_${Math.random().toString(36).slice(2)}`
  await ask(adminUrl, `create database ${pg.escapeIdentifier(name)} owner bilin_owner`)
  const [admin, owner] = [adminUrl, ownerUrl].map((url) => url.replace(/@\/[^?]*/, `@/${name}`))
  const dir = emptyFolder('migrations')
  mkdirSync(dir)
  for (const file of readdirSync(MIGRATIONS).filter((file) => file < FIRST_WITH_FILES))
    copyFileSync(join(MIGRATIONS, file), join(dir, file))
  await migrate(owner!, { dir })
  await ask(admin!, ROWS)

  expect(await migrate(owner!)).toContain('0092_scorecards_files.sql')
  const linked = await ask<Record<string, unknown>>(admin!, LINKED)
  const of = ['finding', 'improvement', 'response', 'response', 'result_finding', 'visit_finding']
  expect(linked.map((link) => link['of'])).toEqual(of)
  for (const link of linked) {
    expect(link).toMatchObject({ kind: 'photo', name: '', width: 8, height: 6, sha256: `x${link['of'] as string}` })
    expect(link['bytes']).toBe(`${link['of'] as string}${link['place'] as number}`)
    expect(link['size']).toBe(String(link['bytes']).length)
    expect(link).toMatchObject({
      same_moment: true,
      same_place: true,
      same_readers: true,
      author: link['author_tenant_id'],
    })
  }
  expect(await ask(admin!, 'select count(*)::int from before')).toEqual([{ count: of.length + 1 }])
  expect(await ask(admin!, 'select count(*)::int from file')).toEqual([{ count: of.length }])
  expect(
    await ask(
      admin!,
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity`,
    ),
  ).toEqual([])
})
