-- Which alliances there are to be: the first with 300 estates, the second with 1,000 and 100,000 practices, every other one with
-- twelve. The parts that follow insert whatever this table says; each leaves temporary tables, `made_…`, that later ones join.

create temporary table made_alliance as
select n, pg_temp.make_id('alliance', n) as id,
       greatest(case n when 1 then 300 * scale when 2 then 1000 * scale else 12 end, 12)::int as estates,
       greatest(case n when 1 then 30 * scale when 2 then 100 * scale else 10 end, 10)::int as communities,
       greatest(case n when 1 then 30 * scale when 2 then 70 * scale else 10 end, 10)::int as companies,
       greatest(case n when 2 then 100000 * scale else 18 end, 18)::int as practices,
       case when n <= 2 then 4 else 3 end as visits,
       case when n <= 2 then 'large' else 'small' end as rubric,
       case n when 1 then '{published, published, settling, visiting}'
              when 2 then '{published, responding, visiting}'
              else '{published, visiting, planning}' end::text[] as rounds
  from (select current_setting('large.scale')::float8 as scale) s, generate_series(1, greatest(3, 1000 * scale)::bigint) n;
analyze made_alliance;
