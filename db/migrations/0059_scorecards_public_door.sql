-- The public's door, and the ledger's.
--
-- Whoever scans a card's code has no seat and no name. app.enter_public stands them at one alliance, with
-- nothing in the context that any other policy asks for: what no policy opens to app.public() is not there. The ledger is
-- checked by whoever runs the server, from the command line and past no policy: app.enter_ledger stands them where the
-- coordinator stands, reading only.

create function app.enter_public(place text)
returns table (tenant_id uuid, name text, example boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  t record;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection still stands somewhere' using errcode = 'BL001';
  end if;
  select tenant.id, tenant.name, tenant.example into t from tenant where tenant.slug = place and tenant.kind = 'alliance';
  if not found then
    raise exception 'no such alliance' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.public', t.id::text, true);
  return query select t.id, t.name, t.example;
end $$;
comment on function app.enter_public is 'The public''s door: one alliance''s sealed publications, to read.';

create function app.enter_ledger(place text)
returns table (tenant_id uuid, name text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  t record;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection still stands somewhere' using errcode = 'BL001';
  end if;
  select tenant.id, tenant.name into t from tenant where tenant.slug = place and tenant.kind = 'alliance';
  if not found then
    raise exception 'no such alliance' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.current_tenant', t.id::text, true),
          set_config('app.acting_tenant', t.id::text, true),
          set_config('app.acting_tenant_kind', 'alliance', true),
          set_config('transaction_read_only', 'on', true);
  return query select t.id, t.name;
end $$;
comment on function app.enter_ledger is 'Reads an alliance''s published record whole, from the server''s command line, to check it.';

create function app.ledgers() returns table (slug text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select tenant.slug from tenant where tenant.kind = 'alliance' order by tenant.slug
$$;
comment on function app.ledgers is 'The alliances of this server, for its ledger''s command line.';

grant create on schema app to bilin_registry;
alter function app.enter_public owner to bilin_registry;
alter function app.enter_ledger owner to bilin_registry;
alter function app.ledgers owner to bilin_registry;
revoke create on schema app from bilin_registry;

revoke execute on function app.enter_public, app.enter_ledger, app.ledgers from public;
grant execute on function app.enter_public, app.enter_ledger, app.ledgers to bilin_app;
