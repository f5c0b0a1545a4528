-- Worker: how a background job comes to stand in a tenant, and how it is queued.
--
-- The queue itself is graphile-worker's, in its own schema that db/src/queue.ts installs. A job is queued by the transaction
-- that causes it and is gone if that is rolled back; its payload is the tenant and an id, nothing else. The tenant is the one
-- the transaction works in: nobody can queue a job for another.
--
-- bilin_worker reads and writes no tenant's table unless app.open_to_worker says so, and there it is under the same policies as
-- everybody else.

create function app.enter_as_worker(place uuid, clock timestamptz default null)
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
          set_config('app.reach', app.reach_of(t.id, t.id)::text, true),
          set_config('app.clock', coalesce(clock::text, ''), true);
  return query select t.kind;
end $$;
comment on function app.enter_as_worker is
  'For a background job: one tenant, as the tenant itself; no person and no seat.';

create function app.queue_job(task text, subject uuid, due timestamptz default null, attempts int default 5) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  place constant uuid := app.current_tenant();
begin
  if place is null then
    raise exception 'a job is queued from inside a tenant' using errcode = 'insufficient_privilege';
  end if;
  perform graphile_worker.add_job(
    task,
    json_strip_nulls(json_build_object('tenant', place, 'id', subject, 'clock', nullif(current_setting('app.clock', true), ''))),
    run_at => due, max_attempts => attempts, job_key => format('%s %s %s', task, place, subject));
end $$;
comment on function app.queue_job is
  'Queues a job about one row of the current tenant, in this transaction. One queued before about the same row is replaced.';

create procedure app.open_to_worker(of_table regclass, commands text[], columns text[] default '{}') language plpgsql as $$
declare
  policy record;
begin
  for policy in
    select polname, array(select r::regrole::text from unnest(polroles) r) as roles from pg_policy
     where polrelid = of_table and (select oid from pg_roles where rolname = 'bilin_app') = any (polroles)
       and polcmd = any (select (array['r', 'a', 'w', 'd'])[array_position(array['select', 'insert', 'update', 'delete'], c)]::"char"
                           from unnest(commands) c)
  loop
    execute format('alter policy %I on %s to %s', policy.polname, of_table, array_to_string(policy.roles || array['bilin_worker'], ', '));
  end loop;
  execute format('grant %s on %s to bilin_worker', (
    select string_agg(c || case when c = 'update' then format(' (%s)', array_to_string(columns, ', ')) else '' end, ', ')
      from unnest(commands) c), of_table);
end $$;
comment on procedure app.open_to_worker is
  'Lets background jobs do the commands named on a table, under the policies that are there. The columns are those it may change.';

grant create on schema app to bilin_registry;
alter function app.enter_as_worker owner to bilin_registry;
alter function app.queue_job owner to bilin_registry;
revoke create on schema app from bilin_registry;

revoke execute on function app.enter_as_worker, app.queue_job from public;
revoke execute on procedure app.open_to_worker from public;
grant usage on schema app to bilin_worker;
grant execute on function app.enter_as_worker to bilin_worker;
grant execute on function app.queue_job to bilin_app, bilin_worker;
grant execute on function app.current_tenant, app.acting_tenant, app.acting_tenant_kind, app.seat_id, app.person, app.operator,
  app.reach, app.lookup_key, app.now, app.public to bilin_worker;

-- Whose names a job may read: those within reach of the tenant it works in.
call app.open_to_worker('tenant', '{select}');
call app.open_to_worker('membership', '{select}');
call app.open_to_worker('seat', '{select}');
