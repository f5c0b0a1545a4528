-- Neighbours: the names and seats that a tenant may read, as rows of that tenant.
--
-- A tenant reads the names of itself, of its members and of the alliances it is a member of, and the titles of their seats. These
-- are copies: app.copy_names makes them equal to tenant, membership and seat, in the transaction that changed one of those. So a
-- query that shows a name joins rows of its own tenant by their key, and the policies of the registry compare one value with another.

create table neighbour (
  tenant_id uuid not null references tenant,
  id        uuid not null references tenant,
  slug      text not null,
  name      text not null,
  kind      text not null check (kind in ('community', 'company', 'unit', 'alliance')),
  example   boolean not null,
  primary key (tenant_id, id)
);
create index neighbour_of_tenant on neighbour (id);
comment on table neighbour is 'A tenant whose name tenant_id may read: itself, a member or an alliance. A copy made by app.copy_names.';

create table neighbour_seat (
  tenant_id    uuid not null,
  id           uuid not null references seat,
  neighbour_id uuid not null,
  role         text not null check (role in ('secretary', 'staff', 'manager', 'liaison', 'coordinator')),
  title        text not null,
  made_at      timestamptz not null,
  ended_at     timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, neighbour_id) references neighbour
);
create index neighbour_seat_of_neighbour on neighbour_seat (tenant_id, neighbour_id);
create index neighbour_seat_of_seat on neighbour_seat (id);
comment on table neighbour_seat is 'A seat of a neighbour, also one that has ended; never whose it is. A copy made by app.copy_names.';

do $$
declare copies regclass;
begin
  foreach copies in array array['neighbour', 'neighbour_seat']::regclass[] loop
    execute format('alter table %s enable row level security', copies);
    execute format('alter table %s force row level security', copies);
    execute format('grant select on %s to bilin_app, bilin_worker', copies);
    execute format('grant select, insert, delete on %s to bilin_registry', copies);
    execute format('create policy visible_in_current_tenant on %s for select to bilin_app, bilin_worker using (tenant_id = app.current_tenant())', copies);
    execute format('create policy copied_by_the_registry on %s to bilin_registry using (true) with check (true)', copies);
  end loop;
end $$;
grant update (slug, name, kind, example) on neighbour to bilin_registry;
grant update (role, title, ended_at) on neighbour_seat to bilin_registry;

create function app.copy_names(changed uuid default null) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  about constant uuid[] := case when changed is null then array(select id from tenant) else array[changed] end;
begin
  -- One at a time: of two acts at once each would copy without what the other has changed.
  perform pg_advisory_xact_lock(hashtext('app.copy_names'));

  delete from neighbour_seat copy
   using neighbour n
   where (n.tenant_id = any (about) or n.id = any (about)) and n.tenant_id <> n.id
     and copy.tenant_id = n.tenant_id and copy.neighbour_id = n.id
     and not exists (select from membership m where m.tenant_id = n.tenant_id and m.member_id = n.id and m.ended_at is null)
     and not exists (select from membership m where m.tenant_id = n.id and m.member_id = n.tenant_id and m.ended_at is null);
  delete from neighbour n
   where (n.tenant_id = any (about) or n.id = any (about)) and n.tenant_id <> n.id
     and not exists (select from membership m where m.tenant_id = n.tenant_id and m.member_id = n.id and m.ended_at is null)
     and not exists (select from membership m where m.tenant_id = n.id and m.member_id = n.tenant_id and m.ended_at is null);

  insert into neighbour as copy (tenant_id, id, slug, name, kind, example)
  select pair.tenant_id, t.id, t.slug, t.name, t.kind, t.example
    from (select one, one from unnest(about) one
          union select tenant_id, member_id from membership where tenant_id = any (about) and ended_at is null
          union select tenant_id, member_id from membership where member_id = any (about) and ended_at is null
          union select member_id, tenant_id from membership where tenant_id = any (about) and ended_at is null
          union select member_id, tenant_id from membership where member_id = any (about) and ended_at is null) pair (tenant_id, id)
    join tenant t on t.id = pair.id
   order by pair.tenant_id, t.id
  on conflict (tenant_id, id) do update set slug = excluded.slug, name = excluded.name, kind = excluded.kind, example = excluded.example
   where (copy.slug, copy.name, copy.kind, copy.example) is distinct from (excluded.slug, excluded.name, excluded.kind, excluded.example);

  insert into neighbour_seat as copy (tenant_id, id, neighbour_id, role, title, made_at, ended_at)
  select n.tenant_id, s.id, n.id, s.role, s.title, s.made_at, s.ended_at
    from (select tenant_id, id from neighbour where tenant_id = any (about)
          union select tenant_id, id from neighbour where id = any (about)) n
    join seat s on s.tenant_id = n.id
   order by n.tenant_id, n.id
  on conflict (tenant_id, id) do update set role = excluded.role, title = excluded.title, ended_at = excluded.ended_at
   where (copy.role, copy.title, copy.ended_at) is distinct from (excluded.role, excluded.title, excluded.ended_at);
end $$;
comment on function app.copy_names is
  'Makes the copies that a tenant has or that others have of it equal to the registry; of all tenants, if none is given. Called by every act that changes tenant, membership or seat.';

-- Entering no longer lists whose names may be read.
create or replace function app.enter_second_tenant(place text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  target uuid;
begin
  select t.id into target
    from tenant t
   where t.slug = place
     and app.acting_tenant() is not null
     and (t.id = app.acting_tenant() or exists (
       select from membership m where m.tenant_id = t.id and m.member_id = app.acting_tenant() and m.ended_at is null));
  if target is null then
    raise exception 'no such tenant for this seat' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.current_tenant', target::text, true);
  return target;
end $$;

create or replace function app.enter_as_worker(place uuid, clock timestamptz default null)
returns table (tenant_kind text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  t record;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection already has a context' using errcode = 'BL001';
  end if;
  select tenant.id, tenant.kind into t from tenant where tenant.id = place;
  if not found then
    raise exception 'no such tenant' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.acting_tenant', t.id::text, true),
          set_config('app.acting_tenant_kind', t.kind, true),
          set_config('app.current_tenant', t.id::text, true),
          set_config('app.clock', coalesce(clock::text, ''), true);
  return query select t.kind;
end $$;

-- The registry itself: one's own tenant and the one entered, one's own seats, and the seats of one's own tenant.
drop policy named_within_reach on tenant;
drop policy seats_within_reach on seat;
revoke select on tenant, seat from bilin_worker;
create policy entered_or_own on tenant for select to bilin_app
  using (app.operator() or id = app.current_tenant() or id = app.acting_tenant());
create policy own_or_of_own_tenant on seat for select to bilin_app
  using (app.operator() or person_id = app.person() or tenant_id = app.acting_tenant());
drop function app.reach_of, app.reach;

grant create on schema app to bilin_registry;
alter function app.copy_names owner to bilin_registry;
revoke create on schema app from bilin_registry;
revoke execute on function app.copy_names from public;
grant execute on function app.copy_names to bilin_app, bilin_session;

set local role bilin_registry;
select app.copy_names();
reset role;
