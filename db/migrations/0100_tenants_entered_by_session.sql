-- Entering by session: the database itself checks who asks. bilin_app names the hash of a session, never a person, so it
-- cannot speak for somebody who is not signed in. Session, seat and membership are checked by one function in the statement
-- that opens the transaction; its answer is what every page shows of person, seat and tenant.

-- Lucia's idle limit, beside the session it limits.
alter table session add column idle_minutes integer not null default 30;
alter table session alter column idle_minutes drop default;
comment on column session.idle_minutes is 'How long the session lasts without being used.';

grant select on session to bilin_registry;
grant update (expires_at) on session to bilin_registry;
create policy decides_who_enters on session for select to bilin_registry using (true);
create policy extended_by_use on session for update to bilin_registry using (expires_at > now()) with check (expires_at <= ends_at);

-- Use extends a session in that function; bilin_session begins and ends them.
drop policy session_extended on session;
revoke update on session from bilin_session;

drop function app.enter(uuid, text, uuid, timestamptz);
drop function app.reachable_tenants(uuid);
drop function app.enter_operator(uuid, timestamptz);

create function app.check_session(session_hash text, out id uuid, out name text, out operator boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  expires timestamptz;
  extended timestamptz;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection already has a context' using errcode = 'BL001';
  end if;
  select person.id, person.name, person.operator, s.expires_at, least(now() + s.idle_minutes * interval '1 minute', s.ends_at)
    into id, name, operator, expires, extended
    from session s join person on person.id = s.person_id
   where s.id_hash = session_hash and s.expires_at > now();
  if not found then
    raise exception 'nobody holds this session' using errcode = 'BL002';
  end if;
  -- At most once a minute, and not while another transaction of the same session is writing it.
  if extended > expires + interval '1 minute' then
    update session set expires_at = extended
     where id_hash = (select id_hash from session where id_hash = session_hash for update skip locked);
  end if;
  perform set_config('app.person', id::text, true);
end $$;
comment on function app.check_session is
  'Whose session this is; extends it, and makes its holder the person of the transaction.';

create function app.enter(
  session_hash text, place text, preferred uuid default null, clock timestamptz default null,
  out person_id uuid, out person_name text, out operator boolean,
  out seat_id uuid, out role text, out title text,
  out acting_tenant_id uuid, out acting_tenant_slug text, out acting_tenant_name text, out acting_tenant_kind text, out acting_tenant_example boolean,
  out tenant_id uuid, out tenant_name text, out tenant_kind text, out tenant_example boolean,
  out now timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  select id, name, checked.operator into person_id, person_name, operator from app.check_session(session_hash) checked;
  select seat.id, seat.role, seat.title, own.id, own.slug, own.name, own.kind, own.example, t.id, t.name, t.kind, t.example
    into seat_id, role, title, acting_tenant_id, acting_tenant_slug, acting_tenant_name, acting_tenant_kind, acting_tenant_example,
         tenant_id, tenant_name, tenant_kind, tenant_example
    from tenant t
    join seat on seat.person_id = enter.person_id and seat.ended_at is null
    join tenant own on own.id = seat.tenant_id
   where t.slug = place
     and (own.id = t.id or exists (
       select from membership m where m.tenant_id = t.id and m.member_id = own.id and m.ended_at is null))
   order by (seat.id = preferred) desc nulls last, (own.id = t.id) desc, seat.made_at
   limit 1;
  if not found then
    raise exception 'no such tenant for this person' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.seat_id', seat_id::text, true),
          set_config('app.acting_tenant', acting_tenant_id::text, true),
          set_config('app.acting_tenant_kind', acting_tenant_kind, true),
          set_config('app.current_tenant', tenant_id::text, true),
          set_config('app.clock', coalesce(clock::text, ''), true);
  now := coalesce(clock, pg_catalog.now());
end $$;
comment on function app.enter is
  'The one way into a tenant: checks the session, the seat and the membership, once, and sets the context.';

create function app.reachable_tenants()
returns table (seat_id uuid, title text, role text, own_slug text, slug text, name text, kind text, example boolean, made_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select seat.id, seat.title, seat.role, own.slug, t.slug, t.name, t.kind, t.example, seat.made_at
    from seat
    join tenant own on own.id = seat.tenant_id
   cross join lateral (
     select own.id
     union all
     select m.tenant_id from membership m where m.member_id = own.id and m.ended_at is null) reachable
    join tenant t on t.id = reachable.id
   where seat.person_id = app.person() and seat.ended_at is null
   order by seat.made_at, seat.id, t.kind = 'alliance', t.name
$$;
comment on function app.reachable_tenants is
  'The tenants that the person of the transaction can enter, and by which seat: what the switcher lists.';

create function app.enter_operator(session_hash text, clock timestamptz default null) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not (select operator from app.check_session(session_hash)) then
    raise exception 'not an operator' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.operator', 'on', true),
          set_config('app.clock', coalesce(clock::text, ''), true);
end $$;
comment on function app.enter_operator is 'For the operator: the registry, and no tenant''s rows.';

grant create on schema app to bilin_registry;
alter function app.check_session owner to bilin_registry;
alter function app.enter owner to bilin_registry;
alter function app.reachable_tenants owner to bilin_registry;
alter function app.enter_operator owner to bilin_registry;
revoke create on schema app from bilin_registry;

revoke execute on function app.check_session, app.enter, app.reachable_tenants, app.enter_operator from public;
grant execute on function app.check_session to bilin_app, bilin_session;
grant execute on function app.enter, app.reachable_tenants, app.enter_operator to bilin_app;
