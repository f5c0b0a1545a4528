/** Rounds of a large alliance, one in each stage that a long page shows: planned, responding, published twice. Results are made up. */
import type pg from 'pg'

type Of = { allianceId: string; communities: readonly string[]; companies: readonly string[]; estates: number }

/** Every tenth estate shares its name with another one of its community, and totals are rounded to whole points: lists have ties. */
const estateSql = `
with listed as (
  insert into listed_estate (tenant_id, author_tenant_id, estate_id, name, kind, households, buildings, company_id, company_name, listed_at, purpose)
  select $1, community.id, gen_random_uuid(), '阳光花园' || (n - case when n % 10 = 0 then 1 else 0 end) || '期',
         case when n % 3 = 0 then 'resettlement' else 'commercial' end, 200 + n % 800, 1 + n % 20, company.id, company.name, now(), '互评'
    from generate_series(1, $4::int) n
    join (select id, row_number() over () as place from unnest($2::uuid[]) id) community on community.place = 1 + ((n - 1) / 10) % cardinality($2::uuid[])
    join (select t.id, t.name, c.place from (select id, row_number() over () as place from unnest($3::uuid[]) id) c join tenant t on t.id = c.id) company
      on company.place = 1 + n % cardinality($3::uuid[])
  returning *
)
insert into round_estate (tenant_id, author_tenant_id, round_id, estate_id, name, kind, households, community_id, community_name, company_id, company_name)
select $1, $1, round.id, listed.id, listed.name, listed.kind, listed.households, community.id, community.name, listed.company_id, listed.company_name
  from listed join tenant community on community.id = listed.author_tenant_id, round where round.tenant_id = $1`

const roundSql = `
with rubric as (
  insert into rubric (tenant_id, author_tenant_id, family_id, version, title, body, made_at)
  select $1, $1, gen_random_uuid(), 1, title, body, now() from rubric order by made_at limit 1 returning id
)
insert into round (tenant_id, author_tenant_id, slug, title, rubric_id, opens_on, closes_on, response_until, stage, published_at, version, made_at)
select $1, $1, slug, title, rubric.id, date '2026-01-01' + at, date '2026-01-20' + at, date '2036-01-30', stage,
       case when stage = 'published' then timestamptz '2026-03-01' + make_interval(days => at) end, (stage = 'published')::int, now()
  from rubric, (values ('spring', '春季互评', 'published', 0), ('summer', '夏季互评', 'published', 100),
                       ('autumn', '秋季互评', 'responding', 200), ('winter', '冬季互评', 'planning', 300)) v (slug, title, stage, at)`

/** Four visits an estate, by four communities that are not its own. */
const visitSql = `
with reviewer as (
  select seat.id, seat.tenant_id, seat.title, row_number() over (order by tenant_id) - 1 as place from seat where tenant_id = any($2) and role = 'staff'
), visit as (
  insert into visit (tenant_id, author_tenant_id, round_id, estate_id, company_id, community_id, reviewer_seat_id, reviewer_id, reviewer_title, planned_on, made_at)
  select $1, $1, e.round_id, e.estate_id, e.company_id, e.community_id, reviewer.id, reviewer.tenant_id, reviewer.title, round.opens_on, now()
    from (select e.*, row_number() over (partition by round_id order by estate_id) as n from round_estate e where tenant_id = $1) e
    join round on round.id = e.round_id and round.tenant_id = $1
    cross join generate_series(1, 4) turn
    join reviewer on reviewer.place = (e.n + turn * 7) % cardinality($2::uuid[]) and reviewer.tenant_id <> e.community_id
  returning id, round_id, reviewer_id, reviewer_seat_id
)
insert into score_sheet (tenant_id, author_tenant_id, visit_id, reviewer_id, saved_at, saved_by, submitted_at)
select $1, visit.reviewer_id, visit.id, visit.reviewer_id, now(), visit.reviewer_seat_id, now()
  from visit join round on round.id = visit.round_id where round.tenant_id = $1 and round.stage <> 'planning'`

const indicators = `
indicator as (
  select d ->> 'code' as dimension, i ->> 'code' as code, (i ->> 'weight')::numeric as weight
    from rubric, jsonb_array_elements(body -> 'dimensions') d, jsonb_array_elements(d -> 'indicators') i where tenant_id = $1
)`

const markSql = `
with ${indicators}, disclosed as (
  insert into mark (tenant_id, author_tenant_id, round_id, estate_id, company_id, community_id, indicator, mark, disclosed, made_at)
  select $1, $1, e.round_id, e.estate_id, e.company_id, e.community_id, indicator.code, 1 + (hashtext(e.id::text || indicator.code || turn) & 3) , true, now()
    from round_estate e join round on round.tenant_id = $1 and round.id = e.round_id and round.stage = 'responding', indicator, generate_series(1, 4) turn
   where e.tenant_id = $1
  returning id, round_id, company_id
)
insert into response (tenant_id, author_tenant_id, round_id, mark_id, disputes, text, made_at, responded_at)
select $1, company_id, round_id, id, true, '当天正在检修，请再看一次。', now(), now() from disclosed where hashtext(id::text) % 400 = 0`

const findingSql = `
with found as (
  insert into finding (tenant_id, author_tenant_id, round_id, estate_id, company_id, community_id, indicator, severity, place, text, made_at)
  select $1, $1, e.round_id, e.estate_id, e.company_id, e.community_id, 'C1', (array['S2', 'S3'])[turn], turn || '号楼', '消防通道停有电动车，楼道堆放杂物。', now()
    from round_estate e join round on round.tenant_id = $1 and round.id = e.round_id and round.stage <> 'planning', generate_series(1, 2) turn
   where e.tenant_id = $1
  returning id, round_id, company_id
)
insert into response (tenant_id, author_tenant_id, round_id, finding_id, disputes, text, made_at, responded_at)
select $1, company_id, round_id, id, hashtext(id::text) % 3 = 0, '已经清理，照片附后。', now(), now() from found where hashtext(id::text) % 2 = 0`

const resultSql = `
with ${indicators}, figured as (
  select e.*, (45 + (hashtext(e.id::text) & 1023) % 54)::numeric as total, row_number() over () as n from round_estate e join round on round.tenant_id = $1 and round.id = e.round_id and round.stage = 'published'
   where e.tenant_id = $1
), result as (
  insert into result (tenant_id, author_tenant_id, round_id, version, estate_id, name, kind, households, community_id, community_name, company_id, company_name, visits, stars, published_at, card_hash)
  select $1, $1, f.round_id, 1, f.estate_id, f.name, f.kind, f.households, f.community_id, f.community_name, f.company_id, f.company_name, 4,
         case when total >= 90 then 5 when total >= 80 then 4 when total >= 70 then 3 when total >= 60 then 2 else 1 end, round.published_at, md5(f.id::text) || md5(f.id::text)
    from figured f join round on round.tenant_id = $1 and round.id = f.round_id
), total as (
  insert into result_total (tenant_id, author_tenant_id, round_id, estate_id, company_id, community_id, raw_mean, uncapped_mean, adjusted, low, high, linked_group)
  select $1, $1, round_id, estate_id, company_id, community_id, total, total, total, total - 2, least(total + 2, 100), 1 from figured
), dimension as (
  insert into result_dimension (tenant_id, author_tenant_id, round_id, estate_id, company_id, community_id, dimension, weight, percent, capped, adjusted, low, high)
  select $1, $1, round_id, estate_id, company_id, community_id, d.dimension, d.weight, total, false, total, total - 3, least(total + 3, 100)
    from figured, (select dimension, sum(weight) as weight from indicator group by dimension) d
), finding as (
  insert into result_finding (tenant_id, author_tenant_id, round_id, estate_id, company_id, community_id, indicator, severity, place, text)
  select $1, $1, round_id, estate_id, company_id, community_id, 'C1', 'S2', '一号楼', '消防通道停有电动车，楼道堆放杂物。' from figured, generate_series(1, 2)
)
insert into result_indicator (tenant_id, author_tenant_id, round_id, estate_id, company_id, community_id, indicator, disclosed, weight, percent, capped, marks, adjusted, low, high)
select $1, $1, round_id, estate_id, company_id, community_id, indicator.code, true, indicator.weight, total, false, 4, total, total - 4, least(total + 4, 100) from figured, indicator`

/** Hashes of nothing: enough for a page to show them, not for a check of the chain. */
const sealSql = `
with card as (
  select r.*, r.card_hash as hash from result r where tenant_id = $1
), sealed as (
  insert into sealed_card (tenant_id, author_tenant_id, round_id, version, estate_id, company_id, community_id, hash, document)
  select $1, $1, round_id, version, estate_id, company_id, community_id, hash, repeat('x', 9000) from card
)
insert into seal (tenant_id, author_tenant_id, round_id, version, place, previous, hash, document, published_at)
select $1, $1, round.id, 1, row_number() over (order by round.slug), case when row_number() over (order by round.slug) > 1 then md5('') || md5('') end,
       md5(round.id::text) || md5(round.id::text),
       jsonb_build_object('format', 'bilin-record/1', 'cards', (select jsonb_agg(jsonb_build_object('estate', estate_id, 'name', name, 'stars', stars, 'card', hash)) from card where card.round_id = round.id))::text,
       round.published_at
  from round where tenant_id = $1 and stage = 'published'`

export async function insertRounds(beyond: pg.ClientBase, { allianceId, communities, companies, estates }: Of) {
  await beyond.query(roundSql, [allianceId])
  await beyond.query(estateSql, [allianceId, communities, companies, estates])
  await beyond.query(visitSql, [allianceId, communities])
  for (const sql of [markSql, findingSql, resultSql, sealSql]) await beyond.query(sql, [allianceId])
  await beyond.query('analyze')
}
