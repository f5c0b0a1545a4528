-- Context: who is asking, and how a table comes to belong to its tenants.
--
-- A row lives in exactly one tenant, and one transaction stands in exactly one tenant. The transaction's
-- place is a handful of settings that live until it ends; the functions below read them. They are one line
-- each, STABLE and without a SET clause, so that the planner inlines them into index conditions. After a
-- transaction a setting is '' and not null, hence nullif.

create schema app;
create extension if not exists btree_gist;
create extension if not exists btree_gin;

create function app.tenant() returns uuid language sql stable
  return nullif(current_setting('app.tenant', true), '')::uuid;
create function app.seat() returns uuid language sql stable
  return nullif(current_setting('app.seat', true), '')::uuid;
create function app.seat_id() returns uuid language sql stable
  return nullif(current_setting('app.seat_id', true), '')::uuid;
create function app.seat_kind() returns text language sql stable
  return nullif(current_setting('app.seat_kind', true), '');
create function app.person() returns uuid language sql stable
  return nullif(current_setting('app.person', true), '')::uuid;
create function app.operator() returns boolean language sql stable
  return coalesce(current_setting('app.operator', true), '') = 'on';
create function app.reach() returns uuid[] language sql stable
  return nullif(current_setting('app.reach', true), '')::uuid[];
create function app.asking() returns text language sql stable
  return nullif(current_setting('app.asking', true), '');
create function app.now() returns timestamptz language sql stable
  return coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now());

comment on function app.tenant is 'The tenant this transaction stands in.';
comment on function app.seat is 'The tenant of the seat it acts from: the member, inside an alliance.';
comment on function app.seat_id is 'The seat itself: one person''s role in app.seat().';
comment on function app.seat_kind is 'What kind of tenant the seat belongs to.';
comment on function app.reach is 'Tenants whose names may be read from here.';
comment on function app.asking is 'What somebody not yet signed in gives: a name, a phone, the hash of a link or of a session.';
comment on function app.now is 'The time, or the pretended time of demo and tests.';

create procedure app.isolate(tenant_table regclass, updatable text[] default '{}', removable boolean default false)
language plpgsql as $$
declare
  here constant text := '(tenant_id = app.tenant())';
  ours constant text := '(tenant_id = app.tenant() and (author_id = app.seat() or tenant_id = app.seat()))';
begin
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  execute format('create policy read_in_this_tenant on %s for select to bilin_app using %s', tenant_table, here);
  execute format('create policy put_by_this_seat on %s for insert to bilin_app with check '
    '(tenant_id = app.tenant() and author_id = app.seat())', tenant_table);
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
grant execute on function app.tenant, app.seat, app.seat_id, app.seat_kind, app.person, app.operator, app.reach, app.asking, app.now
  to bilin_app, bilin_session, bilin_registry;
alter default privileges in schema app revoke execute on functions from public;
alter default privileges revoke execute on functions from public;
