-- Context: who is asking, and how a table comes to belong to its tenants.
--
-- A row lives in exactly one tenant, and one transaction works in exactly one tenant. The context is a handful of settings
-- that last until the transaction ends; the functions below read them. They are one line each, STABLE and without a SET
-- clause, so that the planner inlines them into index conditions. After a transaction a setting is '' and not null, hence nullif.
--
-- app.isolate gives a table one permissive policy for each command. What narrows a command further is an argument: a
-- promise with a name and a condition, folded into that one policy and named in its comment. There is no restrictive policy:
-- two permissive policies of one command are OR-ed, and Citus makes restrictive ones permissive on its shards.

create schema app;
create extension if not exists btree_gist;
create extension if not exists btree_gin;

create function app.current_tenant() returns uuid language sql stable
  return nullif(current_setting('app.current_tenant', true), '')::uuid;
create function app.acting_tenant() returns uuid language sql stable
  return nullif(current_setting('app.acting_tenant', true), '')::uuid;
create function app.acting_tenant_kind() returns text language sql stable
  return nullif(current_setting('app.acting_tenant_kind', true), '');
create function app.seat_id() returns uuid language sql stable
  return nullif(current_setting('app.seat_id', true), '')::uuid;
create function app.person() returns uuid language sql stable
  return nullif(current_setting('app.person', true), '')::uuid;
create function app.operator() returns boolean language sql stable
  return coalesce(current_setting('app.operator', true), '') = 'on';
create function app.reach() returns uuid[] language sql stable
  return nullif(current_setting('app.reach', true), '')::uuid[];
create function app.lookup_key() returns text language sql stable
  return nullif(current_setting('app.lookup_key', true), '');
create function app.public() returns uuid language sql stable
  return nullif(current_setting('app.public', true), '')::uuid;
create function app.now() returns timestamptz language sql stable
  return coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now());

comment on function app.current_tenant is 'The tenant this transaction works in.';
comment on function app.acting_tenant is
  'The member tenant on whose behalf it works; inside an alliance not the same as the current tenant.';
comment on function app.acting_tenant_kind is 'What kind of tenant the acting tenant is.';
comment on function app.seat_id is 'The seat: one person''s role in the acting tenant.';
comment on function app.reach is 'Tenants whose names may be read from here.';
comment on function app.lookup_key is
  'What somebody not yet signed in is looked up by: a name, a phone, the hash of a link or of a session.';
comment on function app.public is 'The alliance whose published record is read by somebody who has not signed in.';
comment on function app.now is 'The time, or the pretended time of demo and tests.';

-- A promise is {command, name, condition}: command is all, select, insert, update, delete, or "update where" for a
-- condition on the row as it was and not on what it becomes.
create function app.policy_condition(sentence text, promises text[], variadic commands text[]) returns text language sql immutable
  return array_to_string(sentence || array(
    select format('(%s)', promises[i][3]) from generate_subscripts(promises, 1) i
     where promises[i][1] = any (commands) order by i), ' and ');
comment on function app.policy_condition is 'The sentence of a policy, with the conditions of its promises.';

create function app.policy_comment(promises text[], variadic commands text[]) returns text language sql immutable
  return array_to_string(array(
    select format('%s%s: %s', promises[i][2], case promises[i][1] when 'update where' then ' (row before)' end,
                  regexp_replace(promises[i][3], '\s+', ' ', 'g'))
      from generate_subscripts(promises, 1) i where promises[i][1] = any (commands) order by i), E'\n');
comment on function app.policy_comment is 'The promises a policy keeps, one a line: the comment of the policy.';

create procedure app.isolate(
  tenant_table regclass, updatable text[] default '{}', deletable boolean default false,
  promises text[] default '{}', insertable text[] default '{}', public boolean default false)
language plpgsql as $$
declare
  here constant text := 'tenant_id = app.current_tenant()';
  mine constant text := here || ' and author_tenant_id = app.acting_tenant()';
  ours constant text := here || ' and (author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant())';
  given constant text[] := array['all', 'select', 'insert']
    || case when cardinality(updatable) > 0 then array['update', 'update where'] end
    || case when deletable then array['delete'] end;
  seen text := app.policy_condition(here, promises, 'all', 'select');
  wrong text;
begin
  select promises[i][1] into wrong from generate_subscripts(promises, 1) i where not (promises[i][1] = any (given));
  if found then
    raise exception '%: a promise for "%", which nobody may do', tenant_table, wrong;
  end if;
  if public then
    seen := case seen when here then seen else format('(%s)', seen) end || ' or tenant_id = app.public()';
  end if;
  execute format('alter table %s enable row level security', tenant_table);
  execute format('alter table %s force row level security', tenant_table);
  -- The owner reads like everybody, from a context: the command line checks the ledger so.
  execute format('create policy visible_in_current_tenant on %s for select to bilin_app, bilin_owner using (%s)', tenant_table, seen);
  execute format('create policy inserted_by_acting_tenant on %s for insert to bilin_app with check (%s)',
    tenant_table, app.policy_condition(mine, promises, 'all', 'insert'));
  execute format('grant select, insert%s on %s to bilin_app',
    (select format(' (%s)', string_agg(quote_ident(c), ', ')) from unnest(insertable) c having count(*) > 0), tenant_table);
  execute format('comment on policy visible_in_current_tenant on %s is %L', tenant_table, app.policy_comment(promises, 'all', 'select'));
  execute format('comment on policy inserted_by_acting_tenant on %s is %L', tenant_table, app.policy_comment(promises, 'all', 'insert'));
  if cardinality(updatable) > 0 then
    execute format('create policy updated_by_author_or_tenant on %s for update to bilin_app using (%s) with check (%s)', tenant_table,
      app.policy_condition(ours, promises, 'all', 'update', 'update where'), app.policy_condition(ours, promises, 'all', 'update'));
    execute format('grant update (%s) on %s to bilin_app',
      (select string_agg(quote_ident(c), ', ') from unnest(updatable) c), tenant_table);
    execute format('comment on policy updated_by_author_or_tenant on %s is %L',
      tenant_table, app.policy_comment(promises, 'all', 'update', 'update where'));
  end if;
  if deletable then
    execute format('create policy deleted_by_author_or_tenant on %s for delete to bilin_app using (%s)',
      tenant_table, app.policy_condition(ours, promises, 'all', 'delete'));
    execute format('grant delete on %s to bilin_app', tenant_table);
    execute format('comment on policy deleted_by_author_or_tenant on %s is %L', tenant_table, app.policy_comment(promises, 'all', 'delete'));
  end if;
end $$;
comment on procedure app.isolate is
  'Gives a table to its tenants: called once, in the migration that creates it. Names the columns that may change, whether rows may be deleted, and the promises that narrow each command.';

revoke execute on all routines in schema app from public;
grant usage on schema app to bilin_app, bilin_session, bilin_registry;
grant execute on function app.current_tenant, app.acting_tenant, app.acting_tenant_kind, app.seat_id, app.person, app.operator,
  app.reach, app.lookup_key, app.now to bilin_app, bilin_session, bilin_registry;
grant execute on function app.public to bilin_app, bilin_registry;
alter default privileges in schema app revoke execute on functions from public;
alter default privileges revoke execute on functions from public;
