-- Results of the published rounds, with their figures.

create temporary table made_result as
select r.id as round_id, r.n as round, r.alliance_id, r.opens_on + 60 as published_at, e.n * 10 + r.place as n, e.id as estate_id, e.name, e.kind,
       e.households, e.community_id, e.community_name, e.company_id, e.company_name, a.visits
  from made_round r join made_estate e using (alliance) join made_alliance a on a.n = r.alliance where r.stage = 'published';
analyze made_result;

create temporary table made_percent as
select r.n, m.estate_id, m.round_id, m.dimension, m.indicator, m.weight, avg(m.mark) * 20 as percent, count(*)::int as marks
  from made_result r join made_mark m using (round_id, estate_id)
 group by r.n, m.estate_id, m.round_id, m.dimension, m.indicator, m.weight;
analyze made_percent;
create temporary table made_total as
select n, sum(weight * percent) / sum(weight) as percent from made_percent group by n;
analyze made_total;

insert into result (tenant_id, author_tenant_id, id, round_id, version, estate_id, name, kind, households, community_id, community_name, company_id, company_name, visits, stars, published_at)
select alliance_id, alliance_id, pg_temp.make_id('result', n), round_id, 1, estate_id, name, kind, households, community_id, community_name,
       company_id, company_name, visits, case when percent >= 90 then 5 when percent >= 80 then 4 when percent >= 70 then 3 when percent >= 60 then 2 else 1 end,
       published_at
  from made_result join made_total using (n);
insert into result_total (tenant_id, author_tenant_id, id, round_id, version, estate_id, company_id, community_id, raw_mean, uncapped_mean, adjusted, low, high, linked_group)
select alliance_id, alliance_id, pg_temp.make_id('result total', n), round_id, 1, estate_id, company_id, community_id, percent, percent,
       percent, percent - 3, percent + 3, 1
  from made_result join made_total using (n);
insert into result_dimension (tenant_id, author_tenant_id, id, round_id, version, estate_id, company_id, community_id, dimension, weight, percent, capped, adjusted, low, high)
select alliance_id, alliance_id, pg_temp.make_id('result dimension', n * 100 + ascii(dimension)), r.round_id, 1, r.estate_id, company_id, community_id, dimension,
       sum(weight), sum(weight * percent) / sum(weight), false, sum(weight * percent) / sum(weight),
       sum(weight * percent) / sum(weight) - 5, sum(weight * percent) / sum(weight) + 5
  from made_result r join made_percent using (n)
 group by alliance_id, n, r.round_id, r.estate_id, company_id, community_id, dimension;
insert into result_indicator (tenant_id, author_tenant_id, id, round_id, version, estate_id, company_id, community_id, indicator, disclosed, weight, percent, capped, marks, adjusted, low, high)
select alliance_id, alliance_id, pg_temp.make_id('result indicator', n * 100 + row_number() over (partition by n order by indicator)), r.round_id, 1, r.estate_id,
       company_id, community_id, indicator, true, weight, percent, false, marks, percent, percent - 8, percent + 8
  from made_result r join made_percent using (n);
insert into result_finding (tenant_id, author_tenant_id, id, round_id, version, estate_id, company_id, community_id, indicator, severity, place, text, response, decision)
select alliance_id, alliance_id, pg_temp.make_id('result finding', n), round_id, 1, estate_id, company_id, community_id, indicator, severity, place_seen, text,
       case when n % 2 = 0 then '已整改，请复核' else '' end, case when n % 2 = 0 then '已现场核实' else '' end
  from made_finding where stage = 'published' and n % 4 <> 0;
insert into result_mark (tenant_id, author_tenant_id, id, round_id, version, estate_id, company_id, community_id, indicator, disclosed, first, final, response, decision)
select alliance_id, alliance_id, pg_temp.make_id('result mark', n), round_id, 1, estate_id, company_id, community_id, indicator, true, mark, mark, '当天正在维修', '维持原评分'
  from made_mark where stage = 'published' and n % 50 = 0;

insert into rating (tenant_id, author_tenant_id, id, round_id, version, about, marks, mean, estate_sd, severity_sd, noise_sd, estate_share, severity_share, noise_share)
select r.alliance_id, r.alliance_id, pg_temp.make_id('rating', r.round * 1000 + row_number() over (partition by r.round order by about)), r.round_id, 1, about,
       sum(marks), avg(percent), 9, 5, 11, .35, .11, .54
  from made_result r join made_percent p using (n) cross join lateral (values ('total'), (p.dimension), (p.indicator)) t (about)
 group by r.alliance_id, r.round, r.round_id, about;
insert into severity (tenant_id, author_tenant_id, id, round_id, version, reviewer_seat_id, visits, points, low, high)
select alliance_id, alliance_id, pg_temp.make_id('severity', min(n)), round_id, 1, seat_id, count(*), 5 * pg_temp.chance(seat, 4), -8, 8
  from made_visit where stage = 'published' group by alliance_id, round_id, seat_id, seat;
insert into exemplar (tenant_id, author_tenant_id, id, round_id, version, indicator, estate_id, name, community_name, company_name)
select alliance_id, alliance_id, pg_temp.make_id('exemplar', round * 1000 + place * 100 + row_number() over (partition by round, place order by indicator)), round_id, 1, indicator, estate_id, name,
       community_name, company_name
  from (select r.*, p.indicator, row_number() over (partition by r.round, p.indicator order by p.percent desc, r.n) as place
          from made_result r join made_percent p using (n)) best
 where place <= 3;
