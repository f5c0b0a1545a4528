-- Context: who is asking, and how a table comes to belong to its tenants.
--
-- A row lives in exactly one tenant, and one transaction stands in exactly one tenant. The transaction's
-- place is a handful of settings that live until it ends; the functions below read them. They are one line
-- each, STABLE and without a SET clause, so that the planner inlines them into index conditions. After a
-- transaction a setting is '' and not null, hence nullif.

create schema app;
create extension if not exists btree_gist;
create extension if not exists btree_gin;

create function app.current_tenant() returns uuid language sql stable
  return nullif(current_setting('app.current_tenant', true), '')::uuid;
create function app.acting_tenant() returns uuid language sql stable
  return nullif(current_setting('app.acting_tenant', true), '')::uuid;
create function app.seat_id() returns uuid language sql stable
  return nullif(current_setting('app.seat_id', true), '')::uuid;
create function app.acting_tenant_kind() returns text language sql stable
  return nullif(current_setting('app.acting_tenant_kind', true), '');
create function app.person() returns uuid language sql stable
  return nullif(current_setting('app.person', true), '')::uuid;
create function app.operator() returns boolean language sql stable
  return coalesce(current_setting('app.operator', true), '') = 'on';
create function app.reach() returns uuid[] language sql stable
  return nullif(current_setting('app.reach', true), '')::uuid[];
create function app.lookup_key() returns text language sql stable
  return nullif(current_setting('app.lookup_key', true), '');
create function app.now() returns timestamptz language sql stable
  return coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now());

comment on function app.current_tenant is 'The tenant this transaction stands in.';
comment on function app.acting_tenant is 'The tenant of the seat it acts from: the member, inside an alliance.';
comment on function app.seat_id is 'The seat itself: one person''s role in app.acting_tenant().';
comment on function app.acting_tenant_kind is 'What kind of tenant the seat belongs to.';
comment on function app.reach is 'Tenants whose names may be read from here.';
comment on function app.lookup_key is 'What somebody not yet signed in gives: a name, a phone, the hash of a link or of a session.';
comment on function app.now is 'The time, or the pretended time of demo and tests.';

create procedure app.isolate(tenant_table regclass, updatable text[] default '{}', removable boolean default false)
language plpgsql as $$
declare
  here constant text := '(tenant_id = app.current_tenant())';
  ours constant text := '(tenant_id = app.current_tenant() and (author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant()))';
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('create policy read_in_this_tenant on %s for select to bilin_app using %s', tenant_table, here);
  execute format('create policy put_by_this_seat on %s for insert to bilin_app with check '
    '(tenant_id = app.current_tenant() and author_tenant_id = app.acting_tenant())', tenant_table);
  execute format('grant select, insert on %s to bilin_app', tenant_table);
  if cardinality(updatable) > 0 then
    execute format('create policy changed_by_author_or_tenant on %s for update to bilin_app using %s with check %s',
      tenant_table, ours, ours);
    execute format('grant update (%s) on %s to bilin_app',
      (select string_agg(quote_ident(c), ', ') from unnest(updatable) c), tenant_table);
  end if;
  if removable then
    execute format('create policy removed_by_author_or_tenant on %s for delete to bilin_app using %s', tenant_table, ours);
    execute format('grant delete on %s to bilin_app', tenant_table);
  end if;
end $$;
comment on procedure app.isolate is
  'Gives a table to its tenants: called once, in the migration that makes it. Names the columns that may change, and whether rows may go.';

revoke execute on all routines in schema app from public;
grant usage on schema app to bilin_app, bilin_session, bilin_registry;
grant execute on function app.current_tenant, app.acting_tenant, app.seat_id, app.acting_tenant_kind, app.person, app.operator, app.reach, app.lookup_key, app.now
  to bilin_app, bilin_session, bilin_registry;
alter default privileges in schema app revoke execute on functions from public;
alter default privileges revoke execute on functions from public;
