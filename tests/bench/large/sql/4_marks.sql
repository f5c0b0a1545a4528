-- Marks and findings: as the reviewers gave them, and as they were disclosed where visiting has ended. A mark follows from the
-- estate's quality, the reviewer's severity, and chance.

create temporary table made_mark as
select v.n * 100 + i.at as n, v.alliance_id, v.round_id, v.estate_id, v.company_id, v.community_id, v.id as visit_id, v.reviewer_id,
       v.stage, v.opens_on + (v.n % 20)::int as submitted_at, i.code as indicator, i.dimension, i.weight,
       least(5, greatest(1, round(3.7 + 0.8 * pg_temp.chance(v.estate, 3) + 0.5 * pg_temp.chance(v.seat, 4)
         + 0.9 * pg_temp.chance(v.n * 100 + i.at, 5))))::smallint as mark
  from made_visit v join made_indicator i on i.rubric = v.rubric
 where v.submitted;
analyze made_mark;

insert into score (tenant_id, author_tenant_id, id, visit_id, reviewer_id, indicator, mark, submitted_at)
select alliance_id, reviewer_id, pg_temp.make_id('score', n), visit_id, reviewer_id, indicator, mark, submitted_at from made_mark;

insert into mark (tenant_id, author_tenant_id, id, round_id, estate_id, company_id, community_id, indicator, mark, disclosed, made_at)
select alliance_id, alliance_id, pg_temp.make_id('mark', n), round_id, estate_id, company_id, community_id, indicator, mark, true, submitted_at
  from made_mark where stage <> 'visiting';
insert into mark_source (tenant_id, author_tenant_id, round_id, visit_id, reviewer_id, mark_ids)
select alliance_id, alliance_id, round_id, visit_id, reviewer_id, array_agg(pg_temp.make_id('mark', n) order by n)
  from made_mark where stage <> 'visiting' group by alliance_id, round_id, visit_id, reviewer_id;

create temporary table made_finding as
select v.*, i.code as indicator, case v.n % 10 when 0 then 'S2' when 1 then 'S3' else 'S4' end as severity,
       (array['2号楼大厅', '地下车库', '东门岗亭', '垃圾房', '中心花园', '电梯机房'])[1 + v.n % 6] as place_seen,
       (array['灯具损坏未更换', '消防通道堆放杂物', '登记簿记录不全', '垃圾未及时清运', '绿地有裸露', '巡查记录缺页', '公示栏内容过期'])[1 + v.n % 7] as text
  from made_visit v
  join lateral (select code from made_indicator i where i.rubric = v.rubric order by (i.at + v.n) % 38 limit 1) i on true
 where v.submitted and v.n % 3 = 0;
analyze made_finding;

insert into visit_finding (tenant_id, author_tenant_id, id, visit_id, reviewer_id, indicator, severity, place, text, submitted_at)
select alliance_id, reviewer_id, pg_temp.make_id('visit finding', n), id, reviewer_id, indicator, severity, place_seen, text, opens_on + (n % 20)::int
  from made_finding;
insert into finding (tenant_id, author_tenant_id, id, round_id, estate_id, company_id, community_id, indicator, severity, place, text, made_at)
select alliance_id, alliance_id, pg_temp.make_id('finding', n), round_id, estate_id, company_id, community_id, indicator, severity, place_seen, text, opens_on + 31
  from made_finding where stage <> 'visiting';

-- Every second finding is disputed, and every fiftieth mark; where responses have ended, all is decided.
insert into response (tenant_id, author_tenant_id, id, round_id, finding_id, disputes, text, made_at, responded_at)
select alliance_id, company_id, pg_temp.make_id('response', n), round_id, pg_temp.make_id('finding', n), n % 2 = 0,
       case when n % 2 = 0 then '已整改，请复核' else '' end, opens_on + 33, opens_on + 33
  from made_finding where stage <> 'visiting';
insert into response (tenant_id, author_tenant_id, id, round_id, mark_id, disputes, text, made_at, responded_at)
select alliance_id, company_id, pg_temp.make_id('response to mark', n), round_id, pg_temp.make_id('mark', n), true, '当天正在维修', '2025-04-01', '2025-04-01'
  from made_mark where stage <> 'visiting' and n % 50 = 0;
insert into decision (tenant_id, author_tenant_id, id, round_id, finding_id, company_id, upheld, reason, decided_at)
select alliance_id, alliance_id, pg_temp.make_id('decision', n), round_id, pg_temp.make_id('finding', n), company_id, n % 4 = 0, '已现场核实', opens_on + 50
  from made_finding where stage in ('settling', 'published') and n % 2 = 0;
insert into decision (tenant_id, author_tenant_id, id, round_id, mark_id, company_id, mark, reason, decided_at)
select alliance_id, alliance_id, pg_temp.make_id('decision on mark', n), round_id, pg_temp.make_id('mark', n), company_id, mark, '维持原评分', '2025-05-01'
  from made_mark where stage in ('settling', 'published') and n % 50 = 0;
insert into acceptance (tenant_id, author_tenant_id, id, round_id, accepted_by, accepted_at)
select distinct on (v.round_id, v.company_id) v.alliance_id, v.company_id, pg_temp.make_id('acceptance', v.n), v.round_id, s.id, v.opens_on + 40
  from made_visit v join made_seat s on s.tenant_id = v.company_id and s.at = 1
 where v.stage in ('settling', 'published') order by v.round_id, v.company_id, v.n;
