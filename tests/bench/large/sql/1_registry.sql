-- The registry: alliances, their members, people with seats, passwords and sessions.

create temporary table made_member as
select a.n * 1000 + row_number() over (partition by a.n order by kind, at) as n, a.n as alliance, a.id as alliance_id, kind, at,
       null::uuid as id, null::text as name
  from made_alliance a, (values ('community'), ('company')) k (kind),
       generate_series(0, case kind when 'community' then a.communities else a.companies end - 1) at;
analyze made_member;
update made_member set
  id = pg_temp.make_id('member', n),
  name = (array['桂园', '三里', '河畔', '东风', '和平', '春晖', '望江', '新华', '长青', '安康', '星火', '锦绣'])[1 + n % 12]
      || (array['东', '西', '南', '北', '一', '二', '三', '四', '五'])[1 + n / 12 % 9]
      || case kind when 'community' then '社区' else '物业公司' end || n;
create unique index on made_member (alliance, kind, at);

insert into tenant (id, slug, name, kind, made_at)
select id, 'alliance-' || n, '邻里联盟' || n, 'alliance', date '2025-01-06' from made_alliance
union all
select id, kind || '-' || n, name, kind, date '2025-01-06' from made_member;

insert into membership (tenant_id, member_id, since) select alliance_id, id, '2025-01-07' from made_member;

create temporary table made_seat as
select alliance * 10000 + row_number() over (partition by alliance order by tenant, at) as n, *, null::uuid as id, null::uuid as person_id
  from (
    select n as alliance, 0 as tenant, id as tenant_id, 1 as at, 'coordinator' as role, '邻里联盟' || n || '协调员' as title from made_alliance
    union all
    select m.alliance, m.n, m.id, r.at, role, m.name || post from made_member m
      join (values ('community', 1, 'secretary', '书记'), ('community', 2, 'staff', '社工一'), ('community', 3, 'staff', '社工二'),
                   ('company', 1, 'manager', '经理'), ('company', 2, 'manager', '副经理')) r (kind, at, role, post) using (kind)
  ) seats;
analyze made_seat;
update made_seat set id = pg_temp.make_id('seat', n), person_id = pg_temp.make_id('person', n);
create unique index on made_seat (tenant_id, at);

insert into person (id, name, made_at) select person_id, title, '2025-01-08' from made_seat;
insert into seat (id, person_id, tenant_id, role, title, made_at)
select id, person_id, tenant_id, role, title, '2025-01-08' from made_seat;

-- Everybody has the story's password, and a session whose id is "large-session-" and the number of the seat.
insert into credential (person_id, hash)
select person_id, story.hash from made_seat, (select hash from credential order by person_id limit 1) story;
insert into session (id_hash, person_id, expires_at, ends_at, idle_minutes)
select encode(sha256(convert_to('large-session-' || n, 'utf8')), 'hex'), person_id, now() + interval '10 years', now() + interval '10 years', 30
  from made_seat;
