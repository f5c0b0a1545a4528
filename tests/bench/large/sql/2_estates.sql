-- Estates: in their communities' own records, with a contract, and listed in the alliance.

create temporary table made_estate as
select a.n * 100000 + k as n, a.n as alliance, a.id as alliance_id, k as at,
       pg_temp.make_id('estate', a.n * 100000 + k) as own_id, pg_temp.make_id('listed', a.n * 100000 + k) as id,
       community.id as community_id, community.name as community_name, company.id as company_id, company.name as company_name,
       (array['金桂', '明珠', '翠竹', '阳光', '龙馨', '水岸', '香樟', '悦府'])[1 + k % 8]
         || (array['花园', '家园', '新村', '公寓', '名邸'])[1 + k / 8 % 5] || k + 1 as name,
       case when k % 3 = 0 then 'resettlement' else 'commercial' end as kind,
       200 + (k * 137 + a.n * 31)::int % 2800 as households, 3 + (k * 7)::int % 40 as buildings
  from made_alliance a
  cross join lateral generate_series(0, a.estates - 1) k
  join made_member community on community.alliance = a.n and community.kind = 'community' and community.at = k % a.communities
  join made_member company on company.alliance = a.n and company.kind = 'company' and company.at = k % a.companies;
analyze made_estate;
create unique index on made_estate (alliance, at);

insert into estate (tenant_id, author_tenant_id, id, name, kind, households, buildings, fee, address, lat, lng, contact_name, contact_phone, made_at, changed_at)
select community_id, community_id, own_id, name, kind, households, buildings, case kind when 'commercial' then 1.85 else 0.6 end,
       '江海路' || at + 1 || '号', 31.9 + 0.15 * (1 + pg_temp.chance(n, 1)), 120.8 + 0.15 * (1 + pg_temp.chance(n, 2)),
       '王经理', '138' || lpad((n % 100000000)::text, 8, '0'), '2025-02-03', '2025-02-03'
  from made_estate;

insert into service_contract (tenant_id, author_tenant_id, id, estate_id, company_id, company_name, since, until, made_at)
select community_id, community_id, pg_temp.make_id('contract', n), own_id, company_id, company_name, '2024-01-01', '2027-12-31', '2025-02-03'
  from made_estate;

insert into listed_estate (tenant_id, author_tenant_id, id, estate_id, name, kind, households, buildings, fee, lat, lng, company_id, company_name, listed_at, purpose)
select alliance_id, community_id, id, own_id, name, kind, households, buildings, case kind when 'commercial' then 1.85 else 0.6 end,
       31.9 + 0.15 * (1 + pg_temp.chance(n, 1)), 120.8 + 0.15 * (1 + pg_temp.chance(n, 2)), company_id, company_name, '2025-02-10', '参加互评'
  from made_estate;
