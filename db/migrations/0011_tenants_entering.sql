-- Entering: the functions that give a transaction its context. They belong to bilin_registry, which can read the registry and
-- nothing else, so even a mistake in them cannot reach a tenant's rows. Temporary tables come last in their path: if not
-- named they would come first, and anybody's temporary `seat` would be read instead of ours.

create function app.enter(asker uuid, place text, preferred uuid default null, clock timestamptz default null)
returns table (seat_id uuid, role text, acting_tenant_id uuid, acting_tenant_kind text, tenant_id uuid, tenant_kind text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  s record;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection already has a context' using errcode = 'BL001';
  end if;
  select seat.id as seat_id, seat.role, own.id as acting_tenant_id, own.kind as acting_tenant_kind, t.id as tenant_id, t.kind as tenant_kind
    into s
    from tenant t
    join seat on seat.person_id = asker and seat.ended_at is null
    join tenant own on own.id = seat.tenant_id
   where t.slug = place
     and (own.id = t.id or exists (
       select from membership m where m.tenant_id = t.id and m.member_id = own.id and m.ended_at is null))
   order by (seat.id = preferred) desc nulls last, (own.id = t.id) desc, seat.made_at
   limit 1;
  if not found then
    raise exception 'no such tenant for this person' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.person', asker::text, true),
          set_config('app.seat_id', s.seat_id::text, true),
          set_config('app.acting_tenant', s.acting_tenant_id::text, true),
          set_config('app.acting_tenant_kind', s.acting_tenant_kind, true),
          set_config('app.current_tenant', s.tenant_id::text, true),
          set_config('app.reach', app.reach_of(s.tenant_id, s.acting_tenant_id)::text, true),
          set_config('app.clock', coalesce(clock::text, ''), true);
  return query select s.seat_id, s.role, s.acting_tenant_id, s.acting_tenant_kind, s.tenant_id, s.tenant_kind;
end $$;
comment on function app.enter is
  'The one way into a tenant: checks the seat against the membership, once, and sets the context.';

create function app.reach_of(place uuid, own uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select array[place, own]
      || array(select member_id from membership where tenant_id = place and ended_at is null)
      || array(select tenant_id from membership where member_id = place and ended_at is null)
$$;

create function app.enter_second_tenant(place text) returns uuid
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
  perform set_config('app.current_tenant', target::text, true),
          set_config('app.reach', app.reach_of(target, app.acting_tenant())::text, true);
  return target;
end $$;
comment on function app.enter_second_tenant is
  'Moves from the tenant entered into another that the same seat may enter. Used by inSecondTenant alone.';

create function app.reachable_tenants(asker uuid)
returns table (seat_id uuid, title text, role text, own_slug text, slug text, name text, kind text, example boolean, made_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select seat.id, seat.title, seat.role, own.slug, t.slug, t.name, t.kind, t.example, seat.made_at
    from seat
    join tenant own on own.id = seat.tenant_id
    join tenant t on t.id = own.id
      or t.id in (select m.tenant_id from membership m where m.member_id = own.id and m.ended_at is null)
   where seat.person_id = asker and seat.ended_at is null
   order by seat.made_at, seat.id, t.kind = 'alliance', t.name
$$;
comment on function app.reachable_tenants is 'The tenants a person can enter, and by which seat: what the switcher lists.';

create function app.enter_operator(asker uuid, clock timestamptz default null) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection already has a context' using errcode = 'BL001';
  end if;
  if not exists (select from person where id = asker and operator) then
    raise exception 'not an operator' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.person', asker::text, true),
          set_config('app.operator', 'on', true),
          set_config('app.clock', coalesce(clock::text, ''), true);
end $$;
comment on function app.enter_operator is 'For the operator: the registry, and no tenant''s rows.';

create function app.enter_public(place text)
returns table (tenant_id uuid, name text, example boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  t record;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection already has a context' using errcode = 'BL001';
  end if;
  select tenant.id, tenant.name, tenant.example into t from tenant where tenant.slug = place and tenant.kind = 'alliance';
  if not found then
    raise exception 'no such alliance' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.public', t.id::text, true);
  return query select t.id, t.name, t.example;
end $$;
comment on function app.enter_public is 'For somebody without a seat: one alliance''s published record, to read.';

create function app.create_first_operator(person_id uuid, person_name text) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('tenants__already_founded'));
  if exists (select from person) then
    raise exception 'somebody is here already' using errcode = 'no_data_found', constraint = 'tenants__already_founded';
  end if;
  insert into person (id, name, operator) values (person_id, person_name, true);
end $$;
comment on function app.create_first_operator is
  'Makes the first person, the operator, in an empty registry; refuses ever after.';

create function app.is_founded() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$ select exists (select from person) $$;

grant create on schema app to bilin_registry;
alter function app.enter owner to bilin_registry;
alter function app.reach_of owner to bilin_registry;
alter function app.enter_second_tenant owner to bilin_registry;
alter function app.reachable_tenants owner to bilin_registry;
alter function app.enter_operator owner to bilin_registry;
alter function app.enter_public owner to bilin_registry;
alter function app.create_first_operator owner to bilin_registry;
alter function app.is_founded owner to bilin_registry;
revoke create on schema app from bilin_registry;

revoke execute on all routines in schema app from public;
grant execute on function app.enter, app.enter_second_tenant, app.reachable_tenants, app.enter_operator, app.enter_public to bilin_app;
grant execute on function app.create_first_operator, app.is_founded to bilin_session;
