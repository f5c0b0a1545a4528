-- Practices, each shared in its alliance: 100,000 in the second, eighteen in every other. Their texts repeat: made_text has a few
-- thousand. Every tenth has been adopted. And the events of what was listed, submitted and shared.

create temporary table made_practice as
select a.n * 1000000 + k as n, a.id as alliance_id, m.id as member_id, s.id as seat_id, s.person_id, t.*,
       timestamptz '2025-03-01 08:00:00+08' + interval '1 minute' * ((a.n * 7919 + k * 613::bigint) % 800000) as at
  from made_alliance a
  cross join lateral generate_series(1, a.practices) k
  join made_member m on m.alliance = a.n and m.kind = case k % 5 when 0 then 'company' else 'community' end
   and m.at = k % case k % 5 when 0 then a.companies else a.communities end
  join made_seat s on s.tenant_id = m.id and s.at = 1
  join made_text t on t.place = 1 + (a.n * 31 + k) % (select count(*) from made_text);
analyze made_practice;

insert into practice (tenant_id, author_tenant_id, id, title, problem, steps, cost, result, place, indicators, made_at, changed_at)
select member_id, member_id, pg_temp.make_id('practice', n), title, problem, steps, cost, result, estate, indicators, at, at from made_practice;
insert into practice_publication (tenant_id, author_tenant_id, id, practice_id, alliance_id, version, revision, purpose, published_at)
select member_id, member_id, pg_temp.make_id('publication', n), pg_temp.make_id('practice', n), alliance_id, 1, 1, '供联盟各家参考', at from made_practice;
insert into shared_practice (tenant_id, author_tenant_id, id, practice_id, version, title, problem, steps, cost, result, place, indicators, purpose, published_at, found_by)
select alliance_id, member_id, pg_temp.make_id('shared', n), pg_temp.make_id('practice', n), 1, title, problem, steps, cost, result, estate, indicators,
       '供联盟各家参考', at, found_by from made_practice;
insert into adoption (tenant_id, author_tenant_id, id, practice_id, version, title, source_id, reason, since, made_at)
select p.alliance_id, m.id, pg_temp.make_id('adoption', p.n), pg_temp.make_id('practice', p.n), 1, p.title, p.member_id, '我们有同样的问题', p.at::date + 10, p.at + interval '10 days'
  from made_practice p join made_member m on m.alliance_id = p.alliance_id and m.at = (p.n + 3) % 10 and m.kind = 'community'
 where p.n % 10 = 0 and m.id <> p.member_id;

insert into event (tenant_id, author_tenant_id, id, at, person_id, seat_id, name, subject_id)
select e.alliance_id, e.community_id, pg_temp.make_id('event of listing', e.n), timestamptz '2025-02-10', s.person_id, s.id, 'estates.listed', e.id
  from made_estate e join made_seat s on s.tenant_id = e.community_id and s.at = 1
union all
select v.alliance_id, v.reviewer_id, pg_temp.make_id('event of visit', v.n), v.opens_on + interval '1 minute' * (v.n % 28800), s.person_id, s.id, 'scorecards.visit_submitted', v.id
  from made_visit v join made_seat s on s.id = v.seat_id where v.submitted
union all
select alliance_id, member_id, pg_temp.make_id('event of practice', n), at, person_id, seat_id, 'practices.published', pg_temp.make_id('practice', n) from made_practice
union all
select member_id, member_id, pg_temp.make_id('event of own practice', n), at, person_id, seat_id, 'practices.published', pg_temp.make_id('practice', n) from made_practice;
