-- Rounds: their rubrics, estates, visits and sheets. Where one is settling everything is decided; where one is visiting every
-- sheet is submitted in a large alliance, every second one in the others.

create temporary table made_round as
select a.n * 10 + place as n, a.n as alliance, a.id as alliance_id, pg_temp.make_id('round', a.n * 10 + place) as id, place, stage,
       (array['2025-spring', '2025-autumn', '2026-spring', '2026-autumn'])[at] as slug,
       (array['2025年春季互评', '2025年秋季互评', '2026年春季互评', '2026年秋季互评'])[at] as title,
       (array['2025-03-03', '2025-09-01', '2026-03-02', '2026-09-01']::date[])[at] as opens_on
  from made_alliance a
  cross join lateral unnest(a.rounds) with ordinality s (stage, place)
  cross join lateral (select place + 4 - cardinality(a.rounds) as at) season;
analyze made_round;

insert into rubric (tenant_id, author_tenant_id, id, family_id, version, title, body, made_at)
select a.id, a.id, pg_temp.make_id('rubric', a.n), pg_temp.make_id('rubric', a.n), 1, '物业互评标准', r.body, '2025-02-17'
  from made_alliance a join made_rubric r on r.name = a.rubric;

-- Not sealed: a seal is of the exact text of its results, which only publishing makes.
insert into round (tenant_id, author_tenant_id, id, slug, title, rubric_id, opens_on, closes_on, response_until, stage, published_at, version, sealed, made_at)
select alliance_id, alliance_id, id, slug, title, pg_temp.make_id('rubric', alliance), opens_on,
       case when stage in ('visiting', 'planning') then date '2027-12-15' else opens_on + 30 end,
       case when stage in ('visiting', 'planning') then date '2027-12-31' else opens_on + 45 end,
       stage, case when stage = 'published' then opens_on + 60 end, case when stage = 'published' then 1 else 0 end, false, opens_on - 14
  from made_round;

insert into round_step (tenant_id, author_tenant_id, id, subject_id, turn, from_stage, to_stage, at, seat_id)
select r.alliance_id, r.alliance_id, pg_temp.make_id('step', r.n * 10 + turn), r.id, turn, lag(to_stage) over (partition by r.id order by turn), to_stage,
       r.opens_on - 14 + (turn - 1)::int * 14, s.id
  from made_round r join made_seat s on s.tenant_id = r.alliance_id
  cross join lateral unnest((array['planning', 'visiting', 'responding', 'settling', 'published'])
    [:array_position(array['planning', 'visiting', 'responding', 'settling', 'published'], r.stage)]) with ordinality t (to_stage, turn);

insert into round_estate (tenant_id, author_tenant_id, id, round_id, estate_id, name, kind, households, community_id, community_name, company_id, company_name)
select e.alliance_id, e.alliance_id, pg_temp.make_id('round estate', e.n * 10 + r.place), r.id, e.id, e.name, e.kind, e.households,
       e.community_id, e.community_name, e.company_id, e.company_name
  from made_round r join made_estate e using (alliance);

-- By turns a community's and a company's people, never those whose estate it is.
create temporary table made_visit as
with planned as materialized (
  select (e.n * 10 + r.place) * 10 + k as n, r.id as round_id, r.stage, r.opens_on, e.alliance, e.alliance_id, e.n as estate, e.id as estate_id,
         e.company_id, e.community_id, a.rubric,
         case k % 2 when 0 then 'community' else 'company' end as kind,
         (e.at + 1 + k + r.place) % case k % 2 when 0 then a.communities else a.companies end as member,
         case k % 2 when 0 then 2 + e.at / a.communities % 2 else 1 end as seat_at,
         r.stage not in ('visiting', 'planning') or r.stage = 'visiting' and (a.rubric = 'large' or e.at % 2 = 0) as submitted
    from made_round r
    join made_alliance a on a.n = r.alliance
    join made_estate e on e.alliance = r.alliance
    cross join lateral generate_series(0, a.visits - 1) k
)
select p.*, pg_temp.make_id('visit', p.n) as id, m.id as reviewer_id, s.id as seat_id, s.n as seat, s.title
  from planned p
  join made_member m on (m.alliance, m.kind, m.at) = (p.alliance, p.kind, p.member)
  join made_seat s on (s.tenant_id, s.at) = (m.id, p.seat_at);
analyze made_visit;

insert into visit (tenant_id, author_tenant_id, id, round_id, estate_id, company_id, community_id, reviewer_seat_id, reviewer_id, reviewer_title, planned_on, made_at)
select alliance_id, alliance_id, id, round_id, estate_id, company_id, community_id, seat_id, reviewer_id, title, opens_on + (n % 20)::int, opens_on - 7
  from made_visit;

insert into score_sheet (tenant_id, author_tenant_id, id, visit_id, reviewer_id, revision, saved_at, saved_by, submitted_at, submission_id)
select alliance_id, reviewer_id, pg_temp.make_id('sheet', n), id, reviewer_id, 2, opens_on + (n % 20)::int, seat_id,
       opens_on + (n % 20)::int, pg_temp.make_id('submission', n)
  from made_visit where submitted;
