-- The schema as it stands after all migrations. Written by "npm run db:generate"; do not edit.

create extension btree_gin;
create extension btree_gist;

create schema app;
grant usage on schema app to bilin_app;
grant usage on schema app to bilin_registry;
grant usage on schema app to bilin_session;
grant usage on schema app to bilin_worker;

-- schema public
grant usage on schema public to public;
comment on schema public is 'standard public schema';

CREATE OR REPLACE FUNCTION app.acting_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.acting_tenant'::text, true), ''::text))::uuid;
grant execute on routine app.acting_tenant() to bilin_app;
grant execute on routine app.acting_tenant() to bilin_registry;
grant execute on routine app.acting_tenant() to bilin_session;
grant execute on routine app.acting_tenant() to bilin_worker;
comment on function app.acting_tenant() is 'The member tenant on whose behalf it works; inside an alliance not the same as the current tenant.';

CREATE OR REPLACE FUNCTION app.acting_tenant_kind()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN NULLIF(current_setting('app.acting_tenant_kind'::text, true), ''::text);
grant execute on routine app.acting_tenant_kind() to bilin_app;
grant execute on routine app.acting_tenant_kind() to bilin_registry;
grant execute on routine app.acting_tenant_kind() to bilin_session;
grant execute on routine app.acting_tenant_kind() to bilin_worker;
comment on function app.acting_tenant_kind() is 'What kind of tenant the acting tenant is.';

CREATE OR REPLACE FUNCTION app.create_first_operator(person_id uuid, person_name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('tenants__already_founded'));
  if exists (select from person) then
    raise exception 'somebody is here already' using errcode = 'no_data_found', constraint = 'tenants__already_founded';
  end if;
  insert into person (id, name, operator) values (person_id, person_name, true);
end $function$;
alter routine app.create_first_operator(uuid,text) owner to bilin_registry;
grant execute on routine app.create_first_operator(uuid,text) to bilin_session;
comment on function app.create_first_operator(pg_catalog.uuid,pg_catalog.text) is 'Makes the first person, the operator, in an empty registry; refuses ever after.';

CREATE OR REPLACE FUNCTION app.current_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.current_tenant'::text, true), ''::text))::uuid;
grant execute on routine app.current_tenant() to bilin_app;
grant execute on routine app.current_tenant() to bilin_registry;
grant execute on routine app.current_tenant() to bilin_session;
grant execute on routine app.current_tenant() to bilin_worker;
comment on function app.current_tenant() is 'The tenant this transaction works in.';

CREATE OR REPLACE FUNCTION app.enter(asker uuid, place text, preferred uuid DEFAULT NULL::uuid, clock timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS TABLE(seat_id uuid, role text, acting_tenant_id uuid, acting_tenant_kind text, tenant_id uuid, tenant_kind text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine app.enter(uuid,text,uuid,timestamp with time zone) owner to bilin_registry;
grant execute on routine app.enter(uuid,text,uuid,timestamp with time zone) to bilin_app;
comment on function app.enter(pg_catalog.uuid,pg_catalog.text,pg_catalog.uuid,timestamp with time zone) is 'The one way into a tenant: checks the seat against the membership, once, and sets the context.';

CREATE OR REPLACE FUNCTION app.enter_as_worker(place uuid, clock timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS TABLE(tenant_kind text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine app.enter_as_worker(uuid,timestamp with time zone) owner to bilin_registry;
grant execute on routine app.enter_as_worker(uuid,timestamp with time zone) to bilin_worker;
comment on function app.enter_as_worker(pg_catalog.uuid,timestamp with time zone) is 'For a background job: one tenant, as the tenant itself; no person and no seat.';

CREATE OR REPLACE FUNCTION app.enter_ledger(place text)
 RETURNS TABLE(tenant_id uuid, name text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  t record;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection already has a context' using errcode = 'BL001';
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
end $function$;
alter routine app.enter_ledger(text) owner to bilin_registry;
grant execute on routine app.enter_ledger(text) to bilin_owner;
comment on function app.enter_ledger(pg_catalog.text) is 'Reads an alliance''s published record whole, from the server''s command line, to check it.';

CREATE OR REPLACE FUNCTION app.enter_operator(asker uuid, clock timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine app.enter_operator(uuid,timestamp with time zone) owner to bilin_registry;
grant execute on routine app.enter_operator(uuid,timestamp with time zone) to bilin_app;
comment on function app.enter_operator(pg_catalog.uuid,timestamp with time zone) is 'For the operator: the registry, and no tenant''s rows.';

CREATE OR REPLACE FUNCTION app.enter_public(place text)
 RETURNS TABLE(tenant_id uuid, name text, example boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine app.enter_public(text) owner to bilin_registry;
grant execute on routine app.enter_public(text) to bilin_app;
comment on function app.enter_public(pg_catalog.text) is 'For somebody without a seat: one alliance''s published record, to read.';

CREATE OR REPLACE FUNCTION app.enter_second_tenant(place text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine app.enter_second_tenant(text) owner to bilin_registry;
grant execute on routine app.enter_second_tenant(text) to bilin_app;
comment on function app.enter_second_tenant(pg_catalog.text) is 'Moves from the tenant entered into another that the same seat may enter. Used by inSecondTenant alone.';

CREATE OR REPLACE FUNCTION app.is_founded()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$ select exists (select from person) $function$;
alter routine app.is_founded() owner to bilin_registry;
grant execute on routine app.is_founded() to bilin_session;

CREATE OR REPLACE PROCEDURE app.isolate(IN tenant_table regclass, IN updatable text[] DEFAULT '{}'::text[], IN deletable boolean DEFAULT false, IN promises text[] DEFAULT '{}'::text[], IN insertable text[] DEFAULT '{}'::text[], IN public boolean DEFAULT false)
 LANGUAGE plpgsql
AS $procedure$
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
end $procedure$;
comment on procedure app.isolate(pg_catalog.regclass,pg_catalog.text[],boolean,pg_catalog.text[],pg_catalog.text[],boolean) is 'Gives a table to its tenants: called once, in the migration that creates it. Names the columns that may change, whether rows may be deleted, and the promises that narrow each command.';

CREATE OR REPLACE FUNCTION app.ledgers()
 RETURNS TABLE(slug text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select tenant.slug from tenant where tenant.kind = 'alliance' order by tenant.slug
$function$;
alter routine app.ledgers() owner to bilin_registry;
grant execute on routine app.ledgers() to bilin_owner;
comment on function app.ledgers() is 'The alliances of this server, for its ledger''s command line.';

CREATE OR REPLACE FUNCTION app.lookup_key()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN NULLIF(current_setting('app.lookup_key'::text, true), ''::text);
grant execute on routine app.lookup_key() to bilin_app;
grant execute on routine app.lookup_key() to bilin_registry;
grant execute on routine app.lookup_key() to bilin_session;
grant execute on routine app.lookup_key() to bilin_worker;
comment on function app.lookup_key() is 'What somebody not yet signed in is looked up by: a name, a phone, the hash of a link or of a session.';

CREATE OR REPLACE FUNCTION app.now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
RETURN COALESCE((NULLIF(current_setting('app.clock'::text, true), ''::text))::timestamp with time zone, now());
grant execute on routine app.now() to bilin_app;
grant execute on routine app.now() to bilin_registry;
grant execute on routine app.now() to bilin_session;
grant execute on routine app.now() to bilin_worker;
comment on function app.now() is 'The time, or the pretended time of demo and tests.';

CREATE OR REPLACE PROCEDURE app.open_to_worker(IN of_table regclass, IN commands text[], IN columns text[] DEFAULT '{}'::text[])
 LANGUAGE plpgsql
AS $procedure$
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
end $procedure$;
comment on procedure app.open_to_worker(pg_catalog.regclass,pg_catalog.text[],pg_catalog.text[]) is 'Lets background jobs do the commands named on a table, under the policies that are there. The columns are those it may change.';

CREATE OR REPLACE FUNCTION app.operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant execute on routine app.operator() to bilin_app;
grant execute on routine app.operator() to bilin_registry;
grant execute on routine app.operator() to bilin_session;
grant execute on routine app.operator() to bilin_worker;

CREATE OR REPLACE FUNCTION app.person()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.person'::text, true), ''::text))::uuid;
grant execute on routine app.person() to bilin_app;
grant execute on routine app.person() to bilin_registry;
grant execute on routine app.person() to bilin_session;
grant execute on routine app.person() to bilin_worker;

CREATE OR REPLACE FUNCTION app.policy_comment(promises text[], VARIADIC commands text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN array_to_string(ARRAY(SELECT format('%s%s: %s'::text, (policy_comment.promises)[i.i][2], CASE (policy_comment.promises)[i.i][1] WHEN 'update where'::text THEN ' (row before)'::text ELSE NULL::text END, regexp_replace((policy_comment.promises)[i.i][3], '\s+'::text, ' '::text, 'g'::text)) AS format FROM generate_subscripts(policy_comment.promises, 1) i(i) WHERE ((policy_comment.promises)[i.i][1] = ANY (policy_comment.commands)) ORDER BY i.i), '
'::text);
comment on function app.policy_comment(pg_catalog.text[],pg_catalog.text[]) is 'The promises a policy keeps, one a line: the comment of the policy.';

CREATE OR REPLACE FUNCTION app.policy_condition(sentence text, promises text[], VARIADIC commands text[])
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN array_to_string((sentence || ARRAY(SELECT format('(%s)'::text, (policy_condition.promises)[i.i][3]) AS format FROM generate_subscripts(policy_condition.promises, 1) i(i) WHERE ((policy_condition.promises)[i.i][1] = ANY (policy_condition.commands)) ORDER BY i.i)), ' and '::text);
comment on function app.policy_condition(pg_catalog.text,pg_catalog.text[],pg_catalog.text[]) is 'The sentence of a policy, with the conditions of its promises.';

CREATE OR REPLACE FUNCTION app.public()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.public'::text, true), ''::text))::uuid;
grant execute on routine app.public() to bilin_app;
grant execute on routine app.public() to bilin_registry;
grant execute on routine app.public() to bilin_worker;
comment on function app.public() is 'The alliance whose published record is read by somebody who has not signed in.';

CREATE OR REPLACE FUNCTION app.queue_job(task text, subject uuid, due timestamp with time zone DEFAULT NULL::timestamp with time zone, attempts integer DEFAULT 5)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
end $function$;
alter routine app.queue_job(text,uuid,timestamp with time zone,integer) owner to bilin_registry;
grant execute on routine app.queue_job(text,uuid,timestamp with time zone,integer) to bilin_app;
grant execute on routine app.queue_job(text,uuid,timestamp with time zone,integer) to bilin_worker;
comment on function app.queue_job(pg_catalog.text,pg_catalog.uuid,timestamp with time zone,integer) is 'Queues a job about one row of the current tenant, in this transaction. One queued before about the same row is replaced.';

CREATE OR REPLACE FUNCTION app.reach()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.reach'::text, true), ''::text))::uuid[];
grant execute on routine app.reach() to bilin_app;
grant execute on routine app.reach() to bilin_registry;
grant execute on routine app.reach() to bilin_session;
grant execute on routine app.reach() to bilin_worker;
comment on function app.reach() is 'Tenants whose names may be read from here.';

CREATE OR REPLACE FUNCTION app.reach_of(place uuid, own uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select array[place, own]
      || array(select member_id from membership where tenant_id = place and ended_at is null)
      || array(select tenant_id from membership where member_id = place and ended_at is null)
$function$;
alter routine app.reach_of(uuid,uuid) owner to bilin_registry;

CREATE OR REPLACE FUNCTION app.reachable_tenants(asker uuid)
 RETURNS TABLE(seat_id uuid, title text, role text, own_slug text, slug text, name text, kind text, example boolean, made_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select seat.id, seat.title, seat.role, own.slug, t.slug, t.name, t.kind, t.example, seat.made_at
    from seat
    join tenant own on own.id = seat.tenant_id
    join tenant t on t.id = own.id
      or t.id in (select m.tenant_id from membership m where m.member_id = own.id and m.ended_at is null)
   where seat.person_id = asker and seat.ended_at is null
   order by seat.made_at, seat.id, t.kind = 'alliance', t.name
$function$;
alter routine app.reachable_tenants(uuid) owner to bilin_registry;
grant execute on routine app.reachable_tenants(uuid) to bilin_app;
comment on function app.reachable_tenants(pg_catalog.uuid) is 'The tenants a person can enter, and by which seat: what the switcher lists.';

CREATE OR REPLACE FUNCTION app.seat_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.seat_id'::text, true), ''::text))::uuid;
grant execute on routine app.seat_id() to bilin_app;
grant execute on routine app.seat_id() to bilin_registry;
grant execute on routine app.seat_id() to bilin_session;
grant execute on routine app.seat_id() to bilin_worker;
comment on function app.seat_id() is 'The seat: one person''s role in the acting tenant.';

create table absence (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  seat_id uuid not null,
  reviewer_id uuid not null,
  from_day date not null,
  to_day date not null,
  made_at timestamp with time zone default app.now() not null,
  constraint absence_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__absence_already_there UNIQUE (tenant_id, round_id, seat_id, from_day, to_day),
  constraint scorecards__absence_reversed CHECK ((from_day <= to_day)),
  constraint absence_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint absence_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES tenant(id),
  constraint absence_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint absence_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint absence_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX absence_of_author ON public.absence USING btree (author_tenant_id);
CREATE INDEX absence_of_reviewer ON public.absence USING btree (reviewer_id);
CREATE INDEX absence_of_seat ON public.absence USING btree (seat_id);
alter table absence enable row level security;
alter table absence force row level security;
create policy deleted_by_author_or_tenant on absence for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on absence for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy visible_in_current_tenant on absence for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
grant delete, insert, select on absence to bilin_app;
grant select on absence to bilin_worker;
comment on table absence is 'Days of a round, both ends included, on which a reviewer cannot come.';
comment on column absence.reviewer_id is 'The member the reviewer comes from.';
comment on policy deleted_by_author_or_tenant on absence is 'between_member_and_alliance: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on absence is 'between_member_and_alliance: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on absence is 'between_member_and_alliance: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';

create table acceptance (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  accepted_by uuid default app.seat_id() not null,
  accepted_at timestamp with time zone default app.now() not null,
  constraint acceptance_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__already_accepted UNIQUE (tenant_id, round_id, author_tenant_id),
  constraint acceptance_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES seat(id),
  constraint acceptance_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint acceptance_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint acceptance_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX acceptance_of_author ON public.acceptance USING btree (author_tenant_id);
CREATE INDEX acceptance_of_seat ON public.acceptance USING btree (accepted_by);
alter table acceptance enable row level security;
alter table acceptance force row level security;
create policy inserted_by_acting_tenant on acceptance for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on acceptance for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
grant insert, select on acceptance to bilin_app;
comment on table acceptance is 'A company has responded to all it wants to in a round: it accepts what it did not dispute.';
comment on policy inserted_by_acting_tenant on acceptance is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on acceptance is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';

create table adoption (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  practice_id uuid not null,
  version integer not null,
  title text not null,
  source_id uuid not null,
  listed_estate_id uuid,
  place text default ''::text not null,
  reason text not null,
  since date not null,
  ended_on date,
  outcome text default ''::text not null,
  made_at timestamp with time zone default app.now() not null,
  constraint adoption_pkey PRIMARY KEY (tenant_id, id),
  constraint practices__adopting_own CHECK ((author_tenant_id <> source_id)),
  constraint practices__adoption_dates_reversed CHECK ((since <= ended_on)),
  constraint practices__reason_blank CHECK ((reason <> ''::text)),
  constraint practices__title_blank CHECK ((title <> ''::text)),
  constraint adoption_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint adoption_source_id_fkey FOREIGN KEY (source_id) REFERENCES tenant(id),
  constraint adoption_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint adoption_tenant_id_listed_estate_id_fkey FOREIGN KEY (tenant_id, listed_estate_id) REFERENCES listed_estate(tenant_id, id),
  constraint adoption_tenant_id_practice_id_version_fkey FOREIGN KEY (tenant_id, practice_id, version) REFERENCES shared_practice(tenant_id, practice_id, version)
);
CREATE INDEX adoption_for_estate ON public.adoption USING btree (tenant_id, listed_estate_id);
CREATE INDEX adoption_from_source ON public.adoption USING btree (source_id);
CREATE INDEX adoption_of_author ON public.adoption USING btree (author_tenant_id);
CREATE INDEX adoption_of_practice ON public.adoption USING btree (tenant_id, practice_id, version);
CREATE UNIQUE INDEX practices__already_adopted ON public.adoption USING btree (tenant_id, practice_id, COALESCE(listed_estate_id, author_tenant_id)) WHERE (ended_on IS NULL);
alter table adoption enable row level security;
alter table adoption force row level security;
create policy inserted_by_acting_tenant on adoption for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'company'::text]))));
create policy updated_by_author_or_tenant on adoption for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on adoption for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select, update (ended_on, outcome) on adoption to bilin_app;
comment on table adoption is 'An adoption 采纳: author_tenant_id is the adopter, source_id the member whose practice it is.';
comment on column adoption.listed_estate_id is 'The estate it was adopted for; null when for the member itself.';
comment on column adoption.place is 'The estate''s name on that day; blank for the member itself.';
comment on column adoption.outcome is 'The outcome, given when it ended.';
comment on policy inserted_by_acting_tenant on adoption is 'inserted_by_communities_and_companies: app.acting_tenant_kind() in (''community'', ''company'')';
comment on policy updated_by_author_or_tenant on adoption is 'ended_by_its_adopter: author_tenant_id = app.acting_tenant()';

create table calendar_day (
  year smallint not null,
  version smallint not null,
  day date not null,
  kind text not null,
  name text not null,
  constraint calendar_day_pkey PRIMARY KEY (year, version, day),
  constraint calendar__day_outside_year CHECK (((day >= make_date((year - 1), 12, 1)) AND (day <= make_date((year + 1), 1, 31)))),
  constraint calendar__kind_unknown CHECK ((kind = ANY (ARRAY['off'::text, 'work'::text]))),
  constraint calendar__name_blank CHECK ((name <> ''::text)),
  constraint calendar_day_year_version_fkey FOREIGN KEY (year, version) REFERENCES calendar_notice(year, version)
);
alter table calendar_day enable row level security;
alter table calendar_day force row level security;
create policy entered_by_operator on calendar_day for insert to bilin_app with check (app.operator());
create policy read_from_inside on calendar_day for select to bilin_app, bilin_worker using ((app.operator() OR (app.current_tenant() IS NOT NULL)));
grant insert, select on calendar_day to bilin_app;
grant select on calendar_day to bilin_worker;
comment on table calendar_day is 'A day of a notice: off, or worked to make up for one.';
comment on column calendar_day.name is 'The holiday it belongs to.';

create table calendar_notice (
  year smallint not null,
  version smallint not null,
  title text not null,
  made_at timestamp with time zone default app.now() not null,
  made_by uuid default app.person(),
  constraint calendar_notice_pkey PRIMARY KEY (year, version),
  constraint calendar__title_blank CHECK ((title <> ''::text)),
  constraint calendar__version_out_of_range CHECK (((version >= 1) AND (version <= 99))),
  constraint calendar__year_out_of_range CHECK (((year >= 2000) AND (year <= 2100))),
  constraint calendar_notice_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id)
);
CREATE INDEX calendar_notice_made_by ON public.calendar_notice USING btree (made_by);
alter table calendar_notice enable row level security;
alter table calendar_notice force row level security;
create policy entered_by_operator on calendar_notice for insert to bilin_app with check (app.operator());
create policy read_from_inside on calendar_notice for select to bilin_app, bilin_worker using ((app.operator() OR (app.current_tenant() IS NOT NULL)));
grant insert (year, version, title), select on calendar_notice to bilin_app;
grant select on calendar_notice to bilin_worker;
comment on table calendar_notice is 'A notice on the holidays of a year; the highest version of a year holds.';
comment on column calendar_notice.title is 'What it is called: 国办发明电〔2025〕7号.';
comment on column calendar_notice.made_by is 'The operator who entered it; nobody for those that came with Bilin.';

create table cancellation (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  stage text not null,
  reason text not null,
  cancelled_by uuid default app.seat_id() not null,
  cancelled_at timestamp with time zone default app.now() not null,
  constraint cancellation_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__round_cancelled UNIQUE (tenant_id, round_id),
  constraint cancellation_stage_check CHECK ((stage = ANY (ARRAY['planning'::text, 'visiting'::text, 'responding'::text, 'settling'::text]))),
  constraint scorecards__cancel_reason_blank CHECK ((reason <> ''::text)),
  constraint cancellation_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint cancellation_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES seat(id),
  constraint cancellation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint cancellation_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX cancellation_of_author ON public.cancellation USING btree (author_tenant_id);
CREATE INDEX cancellation_of_seat ON public.cancellation USING btree (cancelled_by);
alter table cancellation enable row level security;
alter table cancellation force row level security;
create policy inserted_by_acting_tenant on cancellation for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on cancellation for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on cancellation to bilin_app;
comment on table cancellation is 'A round was cancelled: by whom, when, in which stage, and why.';
comment on policy inserted_by_acting_tenant on cancellation is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table credential (
  person_id uuid not null,
  hash text not null,
  changed_at timestamp with time zone default app.now() not null,
  constraint credential_pkey PRIMARY KEY (person_id),
  constraint credential_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
alter table credential enable row level security;
alter table credential force row level security;
create policy first_password on credential for insert to bilin_session with check ((person_id = app.person()));
create policy new_password on credential for update to bilin_session using ((person_id = app.person())) with check ((person_id = app.person()));
create policy own_password on credential for select to bilin_session using ((person_id = app.person()));
grant insert (person_id, hash), select, update (hash, changed_at) on credential to bilin_session;
comment on column credential.hash is 'argon2id, PHC string.';

create table decision (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  finding_id uuid,
  mark_id uuid,
  company_id uuid not null,
  disclosed boolean default true not null,
  upheld boolean,
  mark smallint,
  reason text not null,
  decided_at timestamp with time zone default app.now() not null,
  constraint decision_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__already_decided UNIQUE NULLS NOT DISTINCT (tenant_id, finding_id, mark_id),
  constraint decision_check CHECK ((num_nonnulls(finding_id, mark_id) = 1)),
  constraint decision_check1 CHECK (((finding_id IS NULL) = (upheld IS NULL))),
  constraint decision_check2 CHECK (((finding_id IS NULL) OR (mark IS NULL))),
  constraint decision_check3 CHECK (((finding_id IS NULL) OR disclosed)),
  constraint scorecards__mark_out_of_range CHECK (((mark >= 1) AND (mark <= 5))),
  constraint scorecards__reason_blank CHECK ((reason <> ''::text)),
  constraint decision_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint decision_tenant_id_finding_id_company_id_fkey FOREIGN KEY (tenant_id, finding_id, company_id) REFERENCES finding(tenant_id, id, company_id),
  constraint decision_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint decision_tenant_id_mark_id_company_id_disclosed_fkey FOREIGN KEY (tenant_id, mark_id, company_id, disclosed) REFERENCES mark(tenant_id, id, company_id, disclosed)
);
CREATE INDEX decision_of_author ON public.decision USING btree (author_tenant_id);
CREATE INDEX decision_of_finding ON public.decision USING btree (tenant_id, finding_id, company_id);
CREATE INDEX decision_of_mark ON public.decision USING btree (tenant_id, mark_id, company_id, disclosed);
alter table decision enable row level security;
alter table decision force row level security;
create policy inserted_by_acting_tenant on decision for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
create policy updated_by_author_or_tenant on decision for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed)))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
create policy visible_in_current_tenant on decision for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
grant insert, select, update (upheld, mark, reason, decided_at) on decision to bilin_app;
comment on table decision is 'What the coordinator decided on a finding or a mark, with the reason both will read.';
comment on column decision.disclosed is 'The same as of its mark; every finding is disclosed.';
comment on column decision.upheld is 'Of a finding. True: the response is right, the finding is struck and does not count.';
comment on column decision.mark is 'Of a mark, as it counts from now on: the same as the first where it was confirmed; null is 不适用.';
comment on policy inserted_by_acting_tenant on decision is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()
between_company_and_alliance: tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)';
comment on policy updated_by_author_or_tenant on decision is 'between_company_and_alliance: tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)';
comment on policy visible_in_current_tenant on decision is 'between_company_and_alliance: tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)';

create table declared_conflict (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  member_id uuid not null,
  company_id uuid,
  estate_id uuid,
  reason text not null,
  declared_at timestamp with time zone default app.now() not null,
  constraint declared_conflict_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__conflict_already_there UNIQUE NULLS NOT DISTINCT (tenant_id, round_id, member_id, company_id, estate_id),
  constraint scorecards__conflict_with_oneself CHECK ((member_id <> company_id)),
  constraint scorecards__conflict_with_whom CHECK (((company_id IS NULL) <> (estate_id IS NULL))),
  constraint scorecards__reason_blank CHECK ((reason <> ''::text)),
  constraint declared_conflict_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint declared_conflict_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint declared_conflict_member_id_fkey FOREIGN KEY (member_id) REFERENCES tenant(id),
  constraint declared_conflict_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint declared_conflict_tenant_id_round_id_estate_id_fkey FOREIGN KEY (tenant_id, round_id, estate_id) REFERENCES round_estate(tenant_id, round_id, estate_id) ON DELETE CASCADE,
  constraint declared_conflict_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX declared_conflict_of_author ON public.declared_conflict USING btree (author_tenant_id);
CREATE INDEX declared_conflict_of_company ON public.declared_conflict USING btree (company_id);
CREATE INDEX declared_conflict_of_estate ON public.declared_conflict USING btree (tenant_id, round_id, estate_id);
CREATE INDEX declared_conflict_of_member ON public.declared_conflict USING btree (member_id);
alter table declared_conflict enable row level security;
alter table declared_conflict force row level security;
create policy deleted_by_author_or_tenant on declared_conflict for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (member_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on declared_conflict for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (member_id = app.acting_tenant()))));
create policy visible_in_current_tenant on declared_conflict for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (member_id = app.acting_tenant()))));
grant delete, insert, select on declared_conflict to bilin_app;
grant select on declared_conflict to bilin_worker;
comment on table declared_conflict is 'For one round: a member does not visit a company''s estates, or one estate, because it competes for the contract.';
comment on column declared_conflict.member_id is 'The member whose people do not go.';
comment on policy deleted_by_author_or_tenant on declared_conflict is 'between_member_and_alliance: tenant_id = app.acting_tenant() or member_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on declared_conflict is 'between_member_and_alliance: tenant_id = app.acting_tenant() or member_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on declared_conflict is 'between_member_and_alliance: tenant_id = app.acting_tenant() or member_id = app.acting_tenant()';

create table disclosed_dimension (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  visits integer not null,
  dimension text not null,
  percent numeric(5,2),
  constraint disclosed_dimension_pkey PRIMARY KEY (tenant_id, id),
  constraint disclosed_dimension_tenant_id_round_id_estate_id_company_id_key UNIQUE (tenant_id, round_id, estate_id, company_id, community_id, dimension),
  constraint disclosed_dimension_percent_check CHECK (((percent >= (0)::numeric) AND (percent <= (100)::numeric))),
  constraint disclosed_dimension_visits_check CHECK ((visits >= 1)),
  constraint disclosed_dimension_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint disclosed_dimension_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint disclosed_dimension_tenant_id_round_id_estate_id_company_i_fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id)
);
CREATE INDEX disclosed_dimension_of_author ON public.disclosed_dimension USING btree (author_tenant_id);
alter table disclosed_dimension enable row level security;
alter table disclosed_dimension force row level security;
create policy inserted_by_acting_tenant on disclosed_dimension for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy visible_in_current_tenant on disclosed_dimension for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
grant insert, select on disclosed_dimension to bilin_app;
comment on table disclosed_dimension is 'What the company reads in place of single marks where its estate had too few visits.';
comment on column disclosed_dimension.visits is 'How many submitted visits there were.';
comment on column disclosed_dimension.percent is 'The mean of the dimension before findings count; null where nobody could judge it.';
comment on policy inserted_by_acting_tenant on disclosed_dimension is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()
between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on disclosed_dimension is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

create table estate (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  name text not null,
  kind text not null,
  households integer not null,
  buildings integer not null,
  fee numeric(6,2),
  address text default ''::text not null,
  lat double precision,
  lng double precision,
  contact_name text default ''::text not null,
  contact_phone text default ''::text not null,
  revision integer default 1 not null,
  made_at timestamp with time zone default app.now() not null,
  changed_at timestamp with time zone default app.now() not null,
  removed_at timestamp with time zone,
  constraint estate_pkey PRIMARY KEY (tenant_id, id),
  constraint estates__buildings_negative CHECK ((buildings >= 0)),
  constraint estates__fee_negative CHECK ((fee >= (0)::numeric)),
  constraint estates__half_a_place CHECK (((lat IS NULL) = (lng IS NULL))),
  constraint estates__households_negative CHECK ((households >= 0)),
  constraint estates__kept_at_home CHECK ((tenant_id = author_tenant_id)),
  constraint estates__kind_unknown CHECK ((kind = ANY (ARRAY['commercial'::text, 'resettlement'::text]))),
  constraint estates__name_blank CHECK ((name <> ''::text)),
  constraint estates__place_nowhere CHECK ((((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)) AND ((lng >= ('-180'::integer)::double precision) AND (lng <= (180)::double precision)))),
  constraint estate_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint estate_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX estate_of_author ON public.estate USING btree (author_tenant_id);
CREATE UNIQUE INDEX estates__name_taken ON public.estate USING btree (tenant_id, name) WHERE (removed_at IS NULL);
alter table estate enable row level security;
alter table estate force row level security;
create policy inserted_by_acting_tenant on estate for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on estate for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on estate for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select, update (name, kind, households, buildings, fee, address, lat, lng, contact_name, contact_phone, revision, changed_at, removed_at) on estate to bilin_app;
comment on table estate is 'A housing estate 小区 in its community''s own records.';
comment on column estate.kind is 'commercial 商品房, resettlement 安置房.';
comment on column estate.fee is 'Yuan per square metre and month; null where none is charged or known.';
comment on column estate.lat is 'Degrees, WGS 84, as is lng.';
comment on column estate.contact_phone is 'Digits; shown as 138****1234.';
comment on column estate.revision is 'Counts the changes, so that a form filled over somebody else''s change is noticed.';

create table estate_import (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  made_at timestamp with time zone default app.now() not null,
  source text default ''::text not null,
  rows jsonb not null,
  companies jsonb default '{}'::jsonb not null,
  ignored text[] default '{}'::text[] not null,
  hidden integer default 0 not null,
  constraint estate_import_pkey PRIMARY KEY (tenant_id, id),
  constraint estates__kept_at_home CHECK ((tenant_id = author_tenant_id)),
  constraint estate_import_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint estate_import_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX estate_import_by_age ON public.estate_import USING btree (tenant_id, made_at);
CREATE INDEX estate_import_of_author ON public.estate_import USING btree (author_tenant_id);
alter table estate_import enable row level security;
alter table estate_import force row level security;
create policy deleted_by_author_or_tenant on estate_import for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on estate_import for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on estate_import for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select on estate_import to bilin_app;
comment on table estate_import is 'A file read and not yet confirmed; gone once confirmed, given up, or a day old.';
comment on column estate_import.source is 'The file''s name; blank when pasted.';
comment on column estate_import.rows is 'What the file says of each estate, clean: packages/domain estates/rows.ts.';
comment on column estate_import.companies is 'The companies it names that are tenants, by name.';
comment on column estate_import.ignored is 'Columns of the file that are none of ours.';
comment on column estate_import.hidden is 'Rows a filter in Excel was hiding; they are read like the others.';

create table event (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  at timestamp with time zone default app.now() not null,
  person_id uuid default app.person() not null,
  seat_id uuid default app.seat_id() not null,
  name text not null,
  subject_id uuid not null,
  details jsonb default '{}'::jsonb not null,
  constraint event_pkey PRIMARY KEY (tenant_id, id),
  constraint event_name_check CHECK ((name ~ '^[a-z]+\.[a-z_]+$'::text)),
  constraint event_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint event_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint event_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint event_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX event_newest ON public.event USING btree (tenant_id, at DESC, id DESC);
CREATE INDEX event_of_author ON public.event USING btree (author_tenant_id);
CREATE INDEX event_of_person ON public.event USING btree (person_id);
CREATE INDEX event_of_seat ON public.event USING btree (seat_id);
alter table event enable row level security;
alter table event force row level security;
create policy inserted_by_acting_tenant on event for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on event for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
grant insert (tenant_id, author_tenant_id, id, name, subject_id, details), select on event to bilin_app;
comment on column event.subject_id is 'The row it happened to; its table follows from the name.';
comment on policy visible_in_current_tenant on event is 'own_acts_or_coordinator: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';

create table exclusion (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  reason text not null,
  excluded_at timestamp with time zone default app.now() not null,
  constraint exclusion_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__already_excluded UNIQUE (tenant_id, round_id, estate_id, indicator),
  constraint scorecards__reason_blank CHECK ((reason <> ''::text)),
  constraint exclusion_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint exclusion_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint exclusion_tenant_id_round_id_estate_id_company_id_communit_fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id)
);
CREATE INDEX exclusion_of_author ON public.exclusion USING btree (author_tenant_id);
CREATE INDEX exclusion_of_estate ON public.exclusion USING btree (tenant_id, round_id, estate_id, company_id, community_id);
alter table exclusion enable row level security;
alter table exclusion force row level security;
create policy deleted_by_author_or_tenant on exclusion for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on exclusion for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy updated_by_author_or_tenant on exclusion for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy visible_in_current_tenant on exclusion for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
grant delete, insert, select, update (reason, excluded_at) on exclusion to bilin_app;
comment on table exclusion is 'An indicator of one estate that is not its company''s to answer for, by the coordinator''s decision.';
comment on policy deleted_by_author_or_tenant on exclusion is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on exclusion is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()
between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on exclusion is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on exclusion is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

create table exemplar (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer not null,
  indicator text not null,
  estate_id uuid not null,
  name text not null,
  community_name text not null,
  company_name text not null,
  constraint exemplar_pkey PRIMARY KEY (tenant_id, id),
  constraint exemplar_tenant_id_round_id_version_indicator_estate_id_key UNIQUE (tenant_id, round_id, version, indicator, estate_id),
  constraint exemplar_version_check CHECK ((version >= 1)),
  constraint exemplar_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint exemplar_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint exemplar_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX exemplar_of_author ON public.exemplar USING btree (author_tenant_id);
alter table exemplar enable row level security;
alter table exemplar force row level security;
create policy inserted_by_acting_tenant on exemplar for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on exemplar for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on exemplar to bilin_app;
comment on table exemplar is 'An estate to learn an indicator from 标杆, as its round found it.';
comment on policy inserted_by_acting_tenant on exemplar is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table finding (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  severity text not null,
  place text default ''::text not null,
  text text not null,
  veto text,
  made_at timestamp with time zone default app.now() not null,
  constraint finding_pkey PRIMARY KEY (tenant_id, id),
  constraint finding_tenant_id_id_company_id_key UNIQUE (tenant_id, id, company_id),
  constraint finding_tenant_id_id_company_id_round_id_key UNIQUE (tenant_id, id, company_id, round_id),
  constraint scorecards__finding_blank CHECK ((text <> ''::text)),
  constraint scorecards__severity_unknown CHECK ((severity = ANY (ARRAY['S1'::text, 'S2'::text, 'S3'::text, 'S4'::text]))),
  constraint scorecards__veto_not_life_safety CHECK (((veto IS NULL) OR (severity = 'S1'::text))),
  constraint finding_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint finding_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint finding_tenant_id_round_id_estate_id_company_id_community__fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id)
);
CREATE INDEX finding_of_author ON public.finding USING btree (author_tenant_id);
CREATE INDEX finding_of_round ON public.finding USING btree (tenant_id, round_id, estate_id, company_id, community_id);
alter table finding enable row level security;
alter table finding force row level security;
create policy inserted_by_acting_tenant on finding for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy visible_in_current_tenant on finding for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
grant insert, select on finding to bilin_app;
comment on table finding is 'A problem disclosed to the reviewed company, without who found it; the same one found twice is here once.';
comment on column finding.veto is 'Which veto of the rubric it says applies; decided on before publication.';
comment on policy inserted_by_acting_tenant on finding is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()
between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on finding is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

create table improvement (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  what text not null,
  who text not null,
  until date not null,
  practice_id uuid,
  practice_title text default ''::text not null,
  done_on date,
  evidence text default ''::text not null,
  revision integer default 1 not null,
  made_at timestamp with time zone default app.now() not null,
  changed_at timestamp with time zone default app.now() not null,
  constraint improvement_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__improvement_already_planned UNIQUE (tenant_id, round_id, estate_id, indicator, what),
  constraint scorecards__evidence_blank CHECK (((done_on IS NULL) OR (evidence <> ''::text))),
  constraint scorecards__improvement_blank CHECK ((what <> ''::text)),
  constraint scorecards__improvement_without_post CHECK ((who <> ''::text)),
  constraint scorecards__not_your_card CHECK ((author_tenant_id = company_id)),
  constraint improvement_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint improvement_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint improvement_tenant_id_round_id_estate_id_company_id_commun_fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id)
);
CREATE INDEX improvement_by_day ON public.improvement USING btree (tenant_id, until) INCLUDE (author_tenant_id, company_id, community_id) WHERE (done_on IS NULL);
CREATE INDEX improvement_of_author ON public.improvement USING btree (author_tenant_id);
CREATE INDEX improvement_of_card ON public.improvement USING btree (tenant_id, round_id, estate_id, company_id, community_id);
alter table improvement enable row level security;
alter table improvement force row level security;
create policy deleted_by_author_or_tenant on improvement for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on improvement for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on improvement for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on improvement for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
grant delete, insert, select, update (what, who, until, practice_id, practice_title, done_on, evidence, revision, changed_at) on improvement to bilin_app;
comment on table improvement is 'An improvement 整改提升 a company commits to after a round.';
comment on column improvement.indicator is 'Its code in the round''s rubric, e.g. C1.';
comment on column improvement.who is 'The post that sees to it, not a name.';
comment on column improvement.until is 'The last day, included, by which it is to be done.';
comment on column improvement.practice_title is 'The neighbour''s practice it follows, by the title it had then; blank for none.';
comment on column improvement.revision is 'Counts the changes, so that a form filled over somebody else''s change is noticed.';
comment on policy deleted_by_author_or_tenant on improvement is 'deleted_by_its_company: author_tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on improvement is 'updated_by_its_company: author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on improvement is 'own_card: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

create table invitation (
  id uuid default gen_random_uuid() not null,
  tenant_id uuid not null,
  role text not null,
  title text not null,
  token_hash text not null,
  made_at timestamp with time zone default app.now() not null,
  made_by uuid default app.person() not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  revoked_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_token_hash_key UNIQUE (token_hash),
  constraint invitation_role_check CHECK ((role = ANY (ARRAY['secretary'::text, 'staff'::text, 'manager'::text, 'liaison'::text, 'coordinator'::text]))),
  constraint invitation_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES person(id),
  constraint invitation_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint invitation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX invitation_accepted_by ON public.invitation USING btree (accepted_by);
CREATE INDEX invitation_made_by ON public.invitation USING btree (made_by);
CREATE INDEX invitation_of_tenant ON public.invitation USING btree (tenant_id);
alter table invitation enable row level security;
alter table invitation force row level security;
create policy accepted_with_the_link on invitation for update to bilin_session using ((token_hash = app.lookup_key())) with check (((token_hash = app.lookup_key()) AND (accepted_by = app.person())));
create policy decides_who_enters on invitation for select to bilin_registry using (true);
create policy holds_the_link on invitation for select to bilin_session using (((token_hash = app.lookup_key()) OR (accepted_by = app.person())));
create policy invited_by_its_own_tenant on invitation for insert to bilin_app with check ((app.operator() OR ((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant()))));
create policy read_by_its_own_tenant on invitation for select to bilin_app using ((app.operator() OR ((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant()))));
create policy revoked_by_its_own_tenant on invitation for update to bilin_app using ((app.operator() OR ((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())))) with check ((app.operator() OR ((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant()))));
grant insert, select, update (revoked_at) on invitation to bilin_app;
grant select on invitation to bilin_registry;
grant select, update (accepted_at, accepted_by) on invitation to bilin_session;
comment on table invitation is 'A link that makes a seat once, before it expires. Only the SHA-256 of its token is stored.';

create table listed_estate (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  estate_id uuid not null,
  name text not null,
  kind text not null,
  households integer not null,
  buildings integer not null,
  fee numeric(6,2),
  lat double precision,
  lng double precision,
  company_id uuid,
  company_name text,
  listed_at timestamp with time zone default app.now() not null,
  purpose text not null,
  until date,
  withdrawn_at timestamp with time zone,
  constraint listed_estate_pkey PRIMARY KEY (tenant_id, id),
  constraint estates__listed_already UNIQUE (tenant_id, author_tenant_id, estate_id),
  constraint estates__buildings_negative CHECK ((buildings >= 0)),
  constraint estates__fee_negative CHECK ((fee >= (0)::numeric)),
  constraint estates__half_a_place CHECK (((lat IS NULL) = (lng IS NULL))),
  constraint estates__households_negative CHECK ((households >= 0)),
  constraint estates__kind_unknown CHECK ((kind = ANY (ARRAY['commercial'::text, 'resettlement'::text]))),
  constraint estates__listed_at_home CHECK ((tenant_id <> author_tenant_id)),
  constraint estates__name_blank CHECK ((name <> ''::text)),
  constraint estates__place_nowhere CHECK ((((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)) AND ((lng >= ('-180'::integer)::double precision) AND (lng <= (180)::double precision)))),
  constraint estates__purpose_blank CHECK ((purpose <> ''::text)),
  constraint listed_estate_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint listed_estate_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint listed_estate_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX listed_estate_of_author ON public.listed_estate USING btree (author_tenant_id);
CREATE INDEX listed_estate_of_company ON public.listed_estate USING btree (company_id);
CREATE INDEX listed_estate_served ON public.listed_estate USING btree (tenant_id, company_id);
CREATE INDEX listed_estate_shown ON public.listed_estate USING btree (tenant_id, kind) INCLUDE (author_tenant_id, until, withdrawn_at);
alter table listed_estate enable row level security;
alter table listed_estate force row level security;
create policy inserted_by_acting_tenant on listed_estate for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = 'community'::text)));
create policy updated_by_author_or_tenant on listed_estate for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on listed_estate for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()) OR ((withdrawn_at IS NULL) AND ((until IS NULL) OR (until >= ((app.now() AT TIME ZONE 'Asia/Shanghai'::text))::date))))));
grant insert, select, update (name, kind, households, buildings, fee, lat, lng, company_id, company_name, listed_at, purpose, until, withdrawn_at) on listed_estate to bilin_app;
grant select on listed_estate to bilin_worker;
comment on table listed_estate is 'An estate as its community listed it in this alliance: 共享自××社区. author_tenant_id is the community.';
comment on column listed_estate.estate_id is 'The community''s own record, which nobody else can read.';
comment on column listed_estate.fee is 'Yuan per square metre and month.';
comment on column listed_estate.company_id is 'The company serving it on the day it was listed, when it is a member of this alliance.';
comment on column listed_estate.listed_at is 'When this copy was taken.';
comment on column listed_estate.until is 'The last day others may see it; open when null.';
comment on policy inserted_by_acting_tenant on listed_estate is 'inserted_by_communities: app.acting_tenant_kind() = ''community''';
comment on policy updated_by_author_or_tenant on listed_estate is 'updated_by_its_community: author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on listed_estate is 'visible_until_withdrawn: author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant() or (withdrawn_at is null and (until is null or until >= (app.now() at time zone ''Asia/Shanghai'')::date))';

create table mark (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  mark smallint,
  counted numeric,
  excluded text,
  disclosed boolean not null,
  made_at timestamp with time zone default app.now() not null,
  constraint mark_pkey PRIMARY KEY (tenant_id, id),
  constraint mark_tenant_id_id_company_id_disclosed_key UNIQUE (tenant_id, id, company_id, disclosed),
  constraint mark_tenant_id_id_company_id_round_id_key UNIQUE (tenant_id, id, company_id, round_id),
  constraint mark_check CHECK (((excluded IS NULL) OR (mark IS NULL))),
  constraint mark_check1 CHECK (((counted IS NULL) OR (mark IS NOT NULL))),
  constraint mark_counted_check CHECK ((counted >= (0)::numeric)),
  constraint mark_excluded_check CHECK ((excluded <> ''::text)),
  constraint scorecards__mark_out_of_range CHECK (((mark >= 1) AND (mark <= 5))),
  constraint mark_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint mark_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint mark_tenant_id_round_id_estate_id_company_id_community_id_fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id)
);
CREATE INDEX mark_of_author ON public.mark USING btree (author_tenant_id);
CREATE INDEX mark_of_round ON public.mark USING btree (tenant_id, round_id, estate_id, company_id, community_id);
alter table mark enable row level security;
alter table mark force row level security;
create policy inserted_by_acting_tenant on mark for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
create policy visible_in_current_tenant on mark for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
grant insert, select on mark to bilin_app;
comment on table mark is 'One mark disclosed to the reviewed company, without who gave it.';
comment on column mark.mark is '5 优 … 1 差 as the reviewer gave it; null is 不适用, or left out with the reason in excluded.';
comment on column mark.counted is 'Faults, or percent, as counted on the spot.';
comment on column mark.disclosed is 'Whether the company reads it: false where its estate had too few submitted visits.';
comment on policy inserted_by_acting_tenant on mark is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()
between_company_and_alliance: tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)';
comment on policy visible_in_current_tenant on mark is 'between_company_and_alliance: tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)';

create table mark_source (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  mark_id uuid not null,
  visit_id uuid not null,
  reviewer_id uuid not null,
  constraint mark_source_pkey PRIMARY KEY (tenant_id, id),
  constraint mark_source_tenant_id_mark_id_key UNIQUE (tenant_id, mark_id),
  constraint mark_source_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint mark_source_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint mark_source_tenant_id_mark_id_fkey FOREIGN KEY (tenant_id, mark_id) REFERENCES mark(tenant_id, id),
  constraint mark_source_tenant_id_visit_id_reviewer_id_fkey FOREIGN KEY (tenant_id, visit_id, reviewer_id) REFERENCES visit(tenant_id, id, reviewer_id)
);
CREATE INDEX mark_source_of_author ON public.mark_source USING btree (author_tenant_id);
CREATE INDEX mark_source_of_visit ON public.mark_source USING btree (tenant_id, visit_id, reviewer_id);
alter table mark_source enable row level security;
alter table mark_source force row level security;
create policy inserted_by_acting_tenant on mark_source for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on mark_source for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant insert, select on mark_source to bilin_app;
comment on table mark_source is 'Which visit a mark came from, for the coordinator alone.';
comment on policy inserted_by_acting_tenant on mark_source is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on mark_source is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table measured_effect (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer not null,
  practice_id uuid not null,
  practice_version integer not null,
  indicator text not null,
  adopters integer not null,
  others integer not null,
  points numeric(5,1),
  low numeric(5,1),
  high numeric(5,1),
  adopters_before smallint,
  adopters_after smallint,
  others_before smallint,
  others_after smallint,
  constraint measured_effect_pkey PRIMARY KEY (tenant_id, id),
  constraint measured_effect_tenant_id_round_id_version_practice_id_indi_key UNIQUE (tenant_id, round_id, version, practice_id, indicator),
  constraint measured_effect_adopters_check CHECK ((adopters >= 1)),
  constraint measured_effect_check CHECK (((low <= points) AND (points <= high))),
  constraint measured_effect_check1 CHECK ((num_nulls(points, low, high) = ANY (ARRAY[0, 3]))),
  constraint measured_effect_check2 CHECK ((num_nulls(adopters_before, adopters_after, others_before, others_after) = ANY (ARRAY[0, 4]))),
  constraint measured_effect_others_check CHECK ((others >= 0)),
  constraint measured_effect_version_check CHECK ((version >= 1)),
  constraint measured_effect_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint measured_effect_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint measured_effect_tenant_id_practice_id_practice_version_fkey FOREIGN KEY (tenant_id, practice_id, practice_version) REFERENCES shared_practice(tenant_id, practice_id, version),
  constraint measured_effect_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX measured_effect_of_author ON public.measured_effect USING btree (author_tenant_id);
CREATE INDEX measured_effect_of_practice ON public.measured_effect USING btree (tenant_id, practice_id, practice_version);
alter table measured_effect enable row level security;
alter table measured_effect force row level security;
create policy inserted_by_acting_tenant on measured_effect for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on measured_effect for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on measured_effect to bilin_app;
comment on table measured_effect is 'A measured effect 实测成效: adopters of a practice against others, in one indicator of one round.';
comment on column measured_effect.version is 'Of the round''s results.';
comment on column measured_effect.points is 'By how many percent more the indicator rose with the practice; low, high: its 90 % band. Null where too little could be compared.';
comment on column measured_effect.adopters_before is 'Average percent; null where a member could work out a single neighbour by it.';
comment on policy inserted_by_acting_tenant on measured_effect is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table membership (
  tenant_id uuid not null,
  member_id uuid not null,
  since timestamp with time zone default app.now() not null,
  ended_at timestamp with time zone,
  constraint membership_pkey PRIMARY KEY (tenant_id, member_id),
  constraint tenants__member_of_itself CHECK ((tenant_id <> member_id)),
  constraint membership_member_id_fkey FOREIGN KEY (member_id) REFERENCES tenant(id),
  constraint membership_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX membership_of_member ON public.membership USING btree (member_id);
alter table membership enable row level security;
alter table membership force row level security;
create policy decides_who_enters on membership for select to bilin_registry using (true);
create policy inserted_by_operator on membership for insert to bilin_app with check (app.operator());
create policy members_of_this_alliance on membership for select to bilin_app, bilin_worker using ((app.operator() OR (tenant_id = app.current_tenant()) OR (member_id = app.current_tenant())));
create policy updated_by_operator on membership for update to bilin_app using (app.operator()) with check (app.operator());
grant insert, select, update (since, ended_at) on membership to bilin_app;
grant select on membership to bilin_registry;
grant select on membership to bilin_worker;
comment on table membership is 'A member of an alliance; tenant_id is the alliance.';

create table milestone (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  project_id uuid not null,
  community_id uuid not null,
  title text not null,
  due_on date not null,
  constraint milestone_pkey PRIMARY KEY (tenant_id, id),
  constraint milestone_tenant_id_project_id_id_key UNIQUE (tenant_id, project_id, id),
  constraint projects__milestone_twice UNIQUE (tenant_id, project_id, community_id, title),
  constraint projects__milestone_blank CHECK ((title <> ''::text)),
  constraint milestone_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint milestone_community_id_fkey FOREIGN KEY (community_id) REFERENCES tenant(id),
  constraint milestone_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint projects__community_not_joined FOREIGN KEY (tenant_id, project_id, community_id) REFERENCES participation(tenant_id, project_id, author_tenant_id)
);
CREATE INDEX milestone_of_author ON public.milestone USING btree (author_tenant_id);
CREATE INDEX milestone_of_community ON public.milestone USING btree (community_id);
alter table milestone enable row level security;
alter table milestone force row level security;
create policy deleted_by_author_or_tenant on milestone for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on milestone for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text]))));
create policy visible_in_current_tenant on milestone for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select on milestone to bilin_app;
comment on table milestone is 'A day by which a community has brought a part of the project to its end 节点.';
comment on policy inserted_by_acting_tenant on milestone is 'inserted_by_communities_or_the_alliance: app.acting_tenant_kind() in (''community'', ''alliance'')';

create table participation (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  project_id uuid not null,
  joined_at timestamp with time zone default app.now() not null,
  seat_id uuid default app.seat_id() not null,
  constraint participation_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__already_joined UNIQUE (tenant_id, project_id, author_tenant_id),
  constraint participation_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint participation_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint participation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint participation_tenant_id_project_id_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES project(tenant_id, id)
);
CREATE INDEX participation_of_author ON public.participation USING btree (author_tenant_id);
CREATE INDEX participation_of_seat ON public.participation USING btree (seat_id);
alter table participation enable row level security;
alter table participation force row level security;
create policy inserted_by_acting_tenant on participation for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = 'community'::text)));
create policy visible_in_current_tenant on participation for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on participation to bilin_app;
comment on table participation is 'A community, its author, takes part in a project.';
comment on policy inserted_by_acting_tenant on participation is 'inserted_by_communities: app.acting_tenant_kind() = ''community''';

create table person (
  id uuid default gen_random_uuid() not null,
  name text not null,
  phone text,
  operator boolean default false not null,
  made_at timestamp with time zone default app.now() not null,
  constraint person_pkey PRIMARY KEY (id),
  constraint tenants__phone_taken UNIQUE (phone),
  constraint tenants__person_name_blank CHECK ((name <> ''::text))
);
CREATE INDEX person_by_name ON public.person USING btree (name);
alter table person enable row level security;
alter table person force row level security;
create policy change_oneself on person for update to bilin_app using ((app.operator() OR (id = app.person()))) with check ((app.operator() OR (id = app.person())));
create policy decides_who_enters on person for select to bilin_registry using (true);
create policy inserts_oneself on person for insert to bilin_session with check (((id = app.person()) AND (NOT operator)));
create policy inserts_the_first_operator on person for insert to bilin_registry with check (operator);
create policy looked_up on person for select to bilin_session using ((((app.lookup_key() = name) OR (app.lookup_key() = phone)) OR (id = app.person())));
create policy oneself on person for select to bilin_app using ((app.operator() OR (id = app.person())));
grant select, update (name, phone) on person to bilin_app;
grant insert, select on person to bilin_registry;
grant insert (id, name, phone), select on person to bilin_session;
comment on table person is 'Somebody who can sign in, by name or phone.';

create table photo (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  of text not null,
  subject_id uuid not null,
  place smallint not null,
  visit_id uuid,
  reviewer_id uuid,
  company_id uuid,
  community_id uuid,
  bytes bytea not null,
  width smallint not null,
  height smallint not null,
  sha256 text not null,
  made_at timestamp with time zone default app.now() not null,
  constraint photo_pkey PRIMARY KEY (tenant_id, id),
  constraint photo_tenant_id_of_subject_id_place_key UNIQUE (tenant_id, of, subject_id, place),
  constraint photo_check CHECK (((visit_id IS NULL) OR (reviewer_id IS NOT NULL))),
  constraint photo_height_check CHECK (((height >= 1) AND (height <= 1600))),
  constraint photo_of_check CHECK ((of = ANY (ARRAY['visit_finding'::text, 'finding'::text, 'response'::text, 'result_finding'::text, 'improvement'::text]))),
  constraint photo_width_check CHECK (((width >= 1) AND (width <= 1600))),
  constraint scorecards__photo_too_large CHECK ((octet_length(bytes) <= 2000000)),
  constraint scorecards__photos_enough CHECK (((place >= 1) AND (place <=
CASE
    WHEN (of = ANY (ARRAY['finding'::text, 'result_finding'::text])) THEN 99
    ELSE 3
END))),
  constraint photo_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint photo_community_id_fkey FOREIGN KEY (community_id) REFERENCES tenant(id),
  constraint photo_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint photo_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES tenant(id),
  constraint photo_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint photo_tenant_id_visit_id_reviewer_id_fkey FOREIGN KEY (tenant_id, visit_id, reviewer_id) REFERENCES visit(tenant_id, id, reviewer_id) ON DELETE CASCADE
);
CREATE INDEX photo_of_author ON public.photo USING btree (author_tenant_id);
CREATE INDEX photo_of_community ON public.photo USING btree (community_id);
CREATE INDEX photo_of_company ON public.photo USING btree (company_id);
CREATE INDEX photo_of_reviewer ON public.photo USING btree (reviewer_id);
CREATE INDEX photo_of_visit ON public.photo USING btree (tenant_id, visit_id, reviewer_id);
alter table photo enable row level security;
alter table photo force row level security;
create policy deleted_by_author_or_tenant on photo for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on photo for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR ((of = 'visit_finding'::text) AND (visit_id IS NOT NULL) AND (reviewer_id = app.acting_tenant()) AND (company_id IS NULL) AND (community_id IS NULL)) OR ((of = ANY (ARRAY['response'::text, 'improvement'::text])) AND (company_id = app.acting_tenant()) AND (reviewer_id IS NULL)))));
create policy visible_in_current_tenant on photo for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
grant delete, insert, select on photo to bilin_app;
comment on table photo is 'One photo, once for each circle of people that may see it; never changed.';
comment on column photo.id is 'Made by the phone that sends it, so that sending it twice inserts it once.';
comment on column photo.of is 'The table its subject is a row of; of a response, the finding or mark it responds to.';
comment on column photo.place is 'Its place among the photos of its subject, from 1.';
comment on column photo.visit_id is 'Of a reviewer''s own copy: it goes with its visit.';
comment on column photo.reviewer_id is 'A member beside the coordinator that may see this copy; so are company_id and community_id.';
comment on column photo.width is 'Pixels.';
comment on column photo.sha256 is 'Of the bytes, in hex.';
comment on policy deleted_by_author_or_tenant on photo is 'visible_to_those_named: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on photo is 'visible_to_those_named: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()
inserted_by_whom_it_is_of: tenant_id = app.acting_tenant() or (of = ''visit_finding'' and visit_id is not null and reviewer_id = app.acting_tenant() and company_id is null and community_id is null) or (of in (''response'', ''improvement'') and company_id = app.acting_tenant() and reviewer_id is null)';
comment on policy visible_in_current_tenant on photo is 'visible_to_those_named: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

create table pledge (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  project_id uuid not null,
  kind text not null,
  amount numeric(12,2),
  unit text,
  words text not null,
  pledged_at timestamp with time zone default app.now() not null,
  seat_id uuid default app.seat_id() not null,
  withdrawn_at timestamp with time zone,
  constraint pledge_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__pledge_blank CHECK ((words <> ''::text)),
  constraint projects__pledge_kind_unknown CHECK ((kind = ANY (ARRAY['people'::text, 'money'::text, 'places'::text, 'other'::text]))),
  constraint pledge_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint pledge_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint pledge_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint projects__join_first FOREIGN KEY (tenant_id, project_id, author_tenant_id) REFERENCES participation(tenant_id, project_id, author_tenant_id)
);
CREATE INDEX pledge_of_author ON public.pledge USING btree (author_tenant_id);
CREATE INDEX pledge_of_participation ON public.pledge USING btree (tenant_id, project_id, author_tenant_id);
CREATE INDEX pledge_of_seat ON public.pledge USING btree (seat_id);
alter table pledge enable row level security;
alter table pledge force row level security;
create policy inserted_by_acting_tenant on pledge for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = 'community'::text)));
create policy updated_by_author_or_tenant on pledge for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on pledge for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((kind <> 'money'::text) OR (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text])))));
grant insert, select, update (withdrawn_at) on pledge to bilin_app;
comment on table pledge is 'What a community brings 认领. Withdrawn ones stay on record.';
comment on column pledge.unit is 'Of the amount: 元, 人, 处 … ; none without an amount.';
comment on policy inserted_by_acting_tenant on pledge is 'inserted_by_communities: app.acting_tenant_kind() = ''community''';
comment on policy visible_in_current_tenant on pledge is 'money_seen_by_communities_and_the_alliance: kind <> ''money'' or app.acting_tenant_kind() in (''community'', ''alliance'')';

create table practice (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  title text not null,
  problem text default ''::text not null,
  steps text default ''::text not null,
  cost text default ''::text not null,
  result text default ''::text not null,
  place text default ''::text not null,
  indicators text[] default '{}'::text[] not null,
  revision integer default 1 not null,
  made_at timestamp with time zone default app.now() not null,
  changed_at timestamp with time zone default app.now() not null,
  constraint practice_pkey PRIMARY KEY (tenant_id, id),
  constraint practices__not_at_home CHECK ((tenant_id = author_tenant_id)),
  constraint practices__title_blank CHECK ((title <> ''::text)),
  constraint practice_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint practice_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX practice_latest ON public.practice USING btree (tenant_id, changed_at DESC);
CREATE INDEX practice_of_author ON public.practice USING btree (author_tenant_id);
alter table practice enable row level security;
alter table practice force row level security;
create policy deleted_by_author_or_tenant on practice for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on practice for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on practice for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on practice for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select, update (title, problem, steps, cost, result, place, indicators, revision, changed_at) on practice to bilin_app;
comment on table practice is 'A practice 经验做法 in the records of its own community, company or unit.';
comment on column practice.place is 'The estate where it was done, by name.';
comment on column practice.indicators is 'Codes of the rubric it aims at, e.g. E5.';
comment on column practice.revision is 'Counts the changes, so that a form filled over somebody else''s change is noticed.';

create table practice_publication (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  practice_id uuid not null,
  alliance_id uuid not null,
  version integer not null,
  revision integer not null,
  purpose text not null,
  until date,
  published_at timestamp with time zone default app.now() not null,
  withdrawn_at timestamp with time zone,
  constraint practice_publication_pkey PRIMARY KEY (tenant_id, id),
  constraint practices__published_meanwhile UNIQUE (tenant_id, practice_id, alliance_id, version),
  constraint practices__not_at_home CHECK ((tenant_id = author_tenant_id)),
  constraint practices__purpose_blank CHECK ((purpose <> ''::text)),
  constraint practice_publication_alliance_id_fkey FOREIGN KEY (alliance_id) REFERENCES tenant(id),
  constraint practice_publication_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint practice_publication_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint practices__was_published FOREIGN KEY (tenant_id, practice_id) REFERENCES practice(tenant_id, id)
);
CREATE INDEX practice_publication_by_end ON public.practice_publication USING btree (tenant_id, until) WHERE (withdrawn_at IS NULL);
CREATE INDEX practice_publication_of_author ON public.practice_publication USING btree (author_tenant_id);
CREATE INDEX practice_publication_to_alliance ON public.practice_publication USING btree (alliance_id);
alter table practice_publication enable row level security;
alter table practice_publication force row level security;
create policy inserted_by_acting_tenant on practice_publication for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on practice_publication for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on practice_publication for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select, update (until, withdrawn_at) on practice_publication to bilin_app;
comment on table practice_publication is 'A version of a practice that this tenant gave to an alliance.';
comment on column practice_publication.version is 'Counts from 1 in each alliance.';
comment on column practice_publication.revision is 'The text''s revision that was given: a later one is not out yet.';
comment on column practice_publication.until is 'The last day others may read it; open when null.';

create table project (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  slug text not null,
  title text not null,
  aim text not null,
  why text,
  from_day date not null,
  until_day date not null,
  stage text default 'proposed'::text not null,
  result text,
  revision integer default 1 not null,
  proposed_at timestamp with time zone default app.now() not null,
  constraint project_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__slug_taken UNIQUE (tenant_id, slug),
  constraint projects__aim_blank CHECK ((aim <> ''::text)),
  constraint projects__closed_without_result CHECK (((stage <> 'closed'::text) OR (result IS NOT NULL))),
  constraint projects__days_reversed CHECK ((from_day <= until_day)),
  constraint projects__slug_malformed CHECK (((slug !~ '[[:space:]/?#%&.]'::text) AND ((length(slug) >= 2) AND (length(slug) <= 40)))),
  constraint projects__stage_unknown CHECK ((stage = ANY (ARRAY['proposed'::text, 'running'::text, 'closing'::text, 'closed'::text]))),
  constraint projects__title_blank CHECK ((title <> ''::text)),
  constraint project_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint project_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX project_newest ON public.project USING btree (tenant_id, from_day DESC);
CREATE INDEX project_of_author ON public.project USING btree (author_tenant_id);
alter table project enable row level security;
alter table project force row level security;
create policy inserted_by_acting_tenant on project for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text]))));
create policy updated_by_author_or_tenant on project for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on project for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select, update (title, aim, why, from_day, until_day, stage, result, revision) on project to bilin_app;
comment on table project is 'A joint project 共推项目. Its author is its lead.';
comment on column project.revision is 'Counts edits of the proposal: a form typed over an older one is refused.';
comment on policy inserted_by_acting_tenant on project is 'inserted_by_communities_or_the_alliance: app.acting_tenant_kind() in (''community'', ''alliance'')';

create table project_aim (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  project_id uuid not null,
  place smallint not null,
  words text not null,
  target numeric(12,2),
  unit text,
  reached numeric(12,2),
  reached_words text,
  constraint project_aim_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__aim_twice UNIQUE (tenant_id, project_id, words),
  constraint project_aim_words_check CHECK ((words <> ''::text)),
  constraint project_aim_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint project_aim_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint project_aim_tenant_id_project_id_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES project(tenant_id, id)
);
CREATE INDEX project_aim_of_author ON public.project_aim USING btree (author_tenant_id);
alter table project_aim enable row level security;
alter table project_aim force row level security;
create policy deleted_by_author_or_tenant on project_aim for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on project_aim for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text]))));
create policy updated_by_author_or_tenant on project_aim for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on project_aim for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select, update (reached, reached_words) on project_aim to bilin_app;
comment on table project_aim is 'One thing a project sets out to reach, and at its end what was reached.';
comment on column project_aim.target is 'In the unit beside it; none where the aim is in words only.';
comment on policy inserted_by_acting_tenant on project_aim is 'inserted_by_communities_or_the_alliance: app.acting_tenant_kind() in (''community'', ''alliance'')';

create table project_decline (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  project_id uuid not null,
  words text,
  declined_at timestamp with time zone default app.now() not null,
  constraint project_decline_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__already_declined UNIQUE (tenant_id, project_id, author_tenant_id),
  constraint project_decline_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint project_decline_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint project_decline_tenant_id_project_id_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES project(tenant_id, id)
);
CREATE INDEX project_decline_of_author ON public.project_decline USING btree (author_tenant_id);
alter table project_decline enable row level security;
alter table project_decline force row level security;
create policy deleted_by_author_or_tenant on project_decline for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on project_decline for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text]))));
create policy visible_in_current_tenant on project_decline for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select on project_decline to bilin_app;
comment on table project_decline is 'A community, its author, will not take part; gone again when it joins after all.';
comment on policy inserted_by_acting_tenant on project_decline is 'inserted_by_communities_or_the_alliance: app.acting_tenant_kind() in (''community'', ''alliance'')';

create table project_step (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  project_id uuid not null,
  stage text not null,
  at timestamp with time zone default app.now() not null,
  seat_id uuid default app.seat_id() not null,
  constraint project_step_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__moved_on UNIQUE (tenant_id, project_id, stage),
  constraint project_step_stage_check CHECK ((stage = ANY (ARRAY['proposed'::text, 'running'::text, 'closing'::text, 'closed'::text]))),
  constraint project_step_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint project_step_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint project_step_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint project_step_tenant_id_project_id_fkey FOREIGN KEY (tenant_id, project_id) REFERENCES project(tenant_id, id)
);
CREATE INDEX project_step_of_author ON public.project_step USING btree (author_tenant_id);
CREATE INDEX project_step_of_seat ON public.project_step USING btree (seat_id);
alter table project_step enable row level security;
alter table project_step force row level security;
create policy inserted_by_acting_tenant on project_step for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text]))));
create policy visible_in_current_tenant on project_step for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on project_step to bilin_app;
comment on table project_step is 'Who brought a project to which stage, and when; each stage is entered once.';
comment on policy inserted_by_acting_tenant on project_step is 'inserted_by_communities_or_the_alliance: app.acting_tenant_kind() in (''community'', ''alliance'')';

create table project_task (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  project_id uuid not null,
  community_id uuid not null,
  milestone_id uuid,
  title text not null,
  due_on date not null,
  revision integer default 1 not null,
  constraint project_task_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__task_twice UNIQUE (tenant_id, project_id, community_id, title),
  constraint projects__task_blank CHECK ((title <> ''::text)),
  constraint project_task_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint project_task_community_id_fkey FOREIGN KEY (community_id) REFERENCES tenant(id),
  constraint project_task_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint projects__community_not_joined FOREIGN KEY (tenant_id, project_id, community_id) REFERENCES participation(tenant_id, project_id, author_tenant_id),
  constraint projects__milestone_elsewhere FOREIGN KEY (tenant_id, project_id, milestone_id) REFERENCES milestone(tenant_id, project_id, id)
);
CREATE INDEX project_task_due ON public.project_task USING btree (tenant_id, community_id, due_on);
CREATE INDEX project_task_of_author ON public.project_task USING btree (author_tenant_id);
CREATE INDEX project_task_of_community ON public.project_task USING btree (community_id);
CREATE INDEX project_task_of_milestone ON public.project_task USING btree (tenant_id, project_id, milestone_id);
alter table project_task enable row level security;
alter table project_task force row level security;
create policy deleted_by_author_or_tenant on project_task for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on project_task for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text]))));
create policy updated_by_author_or_tenant on project_task for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on project_task for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select, update (milestone_id, title, due_on, revision) on project_task to bilin_app;
comment on table project_task is 'A piece of work with its day; community_id is who does it, the author who planned it.';
comment on column project_task.revision is 'Counts edits: a form typed over an older one is refused.';
comment on policy inserted_by_acting_tenant on project_task is 'inserted_by_communities_or_the_alliance: app.acting_tenant_kind() in (''community'', ''alliance'')';

create table rating (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer not null,
  about text not null,
  marks integer not null,
  mean numeric(5,2) not null,
  estate_sd double precision not null,
  severity_sd double precision not null,
  noise_sd double precision not null,
  estate_share double precision not null,
  severity_share double precision not null,
  noise_share double precision not null,
  constraint rating_pkey PRIMARY KEY (tenant_id, id),
  constraint rating_tenant_id_round_id_version_about_key UNIQUE (tenant_id, round_id, version, about),
  constraint rating_estate_sd_check CHECK ((estate_sd >= (0)::double precision)),
  constraint rating_estate_share_check CHECK (((estate_share >= (0)::double precision) AND (estate_share <= (1)::double precision))),
  constraint rating_marks_check CHECK ((marks >= 1)),
  constraint rating_noise_sd_check CHECK ((noise_sd >= (0)::double precision)),
  constraint rating_noise_share_check CHECK (((noise_share >= (0)::double precision) AND (noise_share <= (1)::double precision))),
  constraint rating_severity_sd_check CHECK ((severity_sd >= (0)::double precision)),
  constraint rating_severity_share_check CHECK (((severity_share >= (0)::double precision) AND (severity_share <= (1)::double precision))),
  constraint rating_version_check CHECK ((version >= 1)),
  constraint rating_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint rating_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint rating_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX rating_of_author ON public.rating USING btree (author_tenant_id);
alter table rating enable row level security;
alter table rating force row level security;
create policy inserted_by_acting_tenant on rating for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on rating for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on rating to bilin_app;
comment on table rating is 'How the marks of a round spread: what of it lies in the estates, what in the reviewers, what is noise.';
comment on column rating.about is 'total, or the code of a dimension or an indicator.';
comment on column rating.estate_share is 'Of the variance of one mark, 0–1: the intraclass correlation.';
comment on policy inserted_by_acting_tenant on rating is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table response (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  finding_id uuid,
  mark_id uuid,
  disputes boolean not null,
  text text default ''::text not null,
  made_at timestamp with time zone default app.now() not null,
  responded_at timestamp with time zone default app.now() not null,
  constraint response_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__already_responded UNIQUE NULLS NOT DISTINCT (tenant_id, finding_id, mark_id),
  constraint response_check CHECK ((num_nonnulls(finding_id, mark_id) = 1)),
  constraint response_check1 CHECK (((mark_id IS NULL) OR disputes)),
  constraint scorecards__response_blank CHECK (((text <> ''::text) OR (NOT disputes))),
  constraint response_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint response_tenant_id_finding_id_author_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, finding_id, author_tenant_id, round_id) REFERENCES finding(tenant_id, id, company_id, round_id),
  constraint response_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint response_tenant_id_mark_id_author_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, mark_id, author_tenant_id, round_id) REFERENCES mark(tenant_id, id, company_id, round_id),
  constraint response_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX response_of_author ON public.response USING btree (author_tenant_id);
CREATE INDEX response_of_finding ON public.response USING btree (tenant_id, finding_id, author_tenant_id, round_id);
CREATE INDEX response_of_mark ON public.response USING btree (tenant_id, mark_id, author_tenant_id, round_id);
CREATE INDEX response_of_round ON public.response USING btree (tenant_id, round_id);
alter table response enable row level security;
alter table response force row level security;
create policy deleted_by_author_or_tenant on response for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on response for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
create policy updated_by_author_or_tenant on response for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on response for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
grant delete, insert, select, update (disputes, text, responded_at) on response to bilin_app;
comment on table response is 'What the reviewed company says 申辩 to a finding or a mark; the foreign keys let no other company respond.';
comment on column response.round_id is 'Also for its row lock: a first response waits for the round''s publication, and then finds it closed.';
comment on column response.disputes is 'False when the company accepts the finding; a mark is only ever disputed.';
comment on policy deleted_by_author_or_tenant on response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()
withdrawn_by_its_company: author_tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';

create table result (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer default 1 not null,
  estate_id uuid not null,
  name text not null,
  kind text not null,
  households integer not null,
  community_id uuid not null,
  community_name text not null,
  company_id uuid not null,
  company_name text not null,
  visits integer not null,
  stars smallint not null,
  vetoed text[] default '{}'::text[] not null,
  published_at timestamp with time zone default app.now() not null,
  constraint result_pkey PRIMARY KEY (tenant_id, id),
  constraint result_of_version UNIQUE (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint scorecards__already_published UNIQUE (tenant_id, round_id, estate_id, version),
  constraint result_check CHECK (((cardinality(vetoed) = 0) OR (stars = 1))),
  constraint result_kind_check CHECK ((kind = ANY (ARRAY['commercial'::text, 'resettlement'::text]))),
  constraint result_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
  constraint result_version_check CHECK ((version >= 1)),
  constraint result_visits_check CHECK ((visits >= 1)),
  constraint result_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint result_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint result_tenant_id_round_id_estate_id_company_id_community_i_fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id)
);
CREATE INDEX result_of_author ON public.result USING btree (author_tenant_id);
CREATE INDEX result_of_estate ON public.result USING btree (tenant_id, round_id, estate_id, company_id, community_id);
CREATE INDEX result_over_time ON public.result USING btree (tenant_id, estate_id, published_at);
alter table result enable row level security;
alter table result force row level security;
create policy inserted_by_acting_tenant on result for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on result for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on result to bilin_app;
comment on table result is 'The band of one estate in one round: names as they were, star band 星级, how many visits it rests on.';
comment on column result.version is 'Of the round''s publication: 1 is the first, later ones are corrections.';
comment on column result.vetoed is 'The vetoes that counted at publication, in the rubric''s Chinese words; where there is one, the stars are one.';
comment on policy inserted_by_acting_tenant on result is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table result_dimension (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer default 1 not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  dimension text not null,
  weight numeric(5,2) not null,
  percent numeric(5,2) not null,
  capped boolean not null,
  adjusted numeric(5,2),
  low numeric(5,2),
  high numeric(5,2),
  constraint result_dimension_pkey PRIMARY KEY (tenant_id, id),
  constraint result_dimension_of_version UNIQUE (tenant_id, round_id, version, estate_id, company_id, community_id, dimension),
  constraint result_dimension_adjusted_check CHECK (((adjusted >= (0)::numeric) AND (adjusted <= (100)::numeric))),
  constraint result_dimension_percent_check CHECK (((percent >= (0)::numeric) AND (percent <= (100)::numeric))),
  constraint scorecards__dimension_band_reversed CHECK (((low <= high) AND ((low IS NULL) = (high IS NULL)) AND ((low IS NULL) = (adjusted IS NULL)))),
  constraint result_dimension_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint result_dimension_of_result FOREIGN KEY (tenant_id, round_id, version, estate_id, company_id, community_id) REFERENCES result(tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_dimension_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX result_dimension_of_author ON public.result_dimension USING btree (author_tenant_id);
alter table result_dimension enable row level security;
alter table result_dimension force row level security;
create policy inserted_by_acting_tenant on result_dimension for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on result_dimension for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (app.acting_tenant_kind() = 'community'::text))));
grant insert, select on result_dimension to bilin_app;
comment on table result_dimension is 'An estate''s result in one dimension; one that nobody could judge has no row.';
comment on column result_dimension.dimension is 'Its code in the round''s rubric, e.g. C; its place there is its order.';
comment on column result_dimension.weight is 'Of 100, in the rubric.';
comment on column result_dimension.capped is 'A life-safety finding counts in it, which caps it at 40.';
comment on column result_dimension.adjusted is 'Percent, corrected for how severe each reviewer is; low, high: its 90 % band.';
comment on policy inserted_by_acting_tenant on result_dimension is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_dimension is 'own_figures_and_communities: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or app.acting_tenant_kind() = ''community''';

create table result_finding (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer default 1 not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  severity text not null,
  place text not null,
  text text not null,
  response text default ''::text not null,
  decision text default ''::text not null,
  veto text,
  constraint result_finding_pkey PRIMARY KEY (tenant_id, id),
  constraint result_finding_check CHECK (((veto IS NULL) OR (severity = 'S1'::text))),
  constraint result_finding_severity_check CHECK ((severity = ANY (ARRAY['S1'::text, 'S2'::text, 'S3'::text, 'S4'::text]))),
  constraint result_finding_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint result_finding_of_result FOREIGN KEY (tenant_id, round_id, version, estate_id, company_id, community_id) REFERENCES result(tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_finding_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX result_finding_by_result ON public.result_finding USING btree (tenant_id, round_id, version, estate_id, company_id, community_id);
CREATE INDEX result_finding_of_author ON public.result_finding USING btree (author_tenant_id);
alter table result_finding enable row level security;
alter table result_finding force row level security;
create policy inserted_by_acting_tenant on result_finding for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on result_finding for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
grant insert, select on result_finding to bilin_app;
comment on table result_finding is 'A finding that remains after the response, with the response and the decision; a struck one is not here.';
comment on column result_finding.veto is 'The veto that counts, and caps the estate at one star.';
comment on policy inserted_by_acting_tenant on result_finding is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_finding is 'own_card: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

create table result_indicator (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer default 1 not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  disclosed boolean not null,
  weight numeric(5,2) not null,
  percent numeric(5,2),
  capped boolean not null,
  marks integer not null,
  excluded text[] default '{}'::text[] not null,
  adjusted numeric(5,2),
  low numeric(5,2),
  high numeric(5,2),
  constraint result_indicator_pkey PRIMARY KEY (tenant_id, id),
  constraint result_indicator_of_version UNIQUE (tenant_id, round_id, version, estate_id, company_id, community_id, indicator),
  constraint result_indicator_adjusted_check CHECK (((adjusted >= (0)::numeric) AND (adjusted <= (100)::numeric))),
  constraint result_indicator_check CHECK (((percent IS NULL) = (marks = 0))),
  constraint result_indicator_check1 CHECK (((marks > 0) OR (cardinality(excluded) > 0))),
  constraint result_indicator_marks_check CHECK ((marks >= 0)),
  constraint result_indicator_percent_check CHECK (((percent >= (0)::numeric) AND (percent <= (100)::numeric))),
  constraint scorecards__indicator_band_reversed CHECK (((low <= high) AND ((low IS NULL) = (high IS NULL)) AND ((low IS NULL) = (adjusted IS NULL)))),
  constraint result_indicator_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint result_indicator_of_result FOREIGN KEY (tenant_id, round_id, version, estate_id, company_id, community_id) REFERENCES result(tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_indicator_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX result_indicator_of_author ON public.result_indicator USING btree (author_tenant_id);
alter table result_indicator enable row level security;
alter table result_indicator force row level security;
create policy inserted_by_acting_tenant on result_indicator for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on result_indicator for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (disclosed AND ((company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))))));
grant insert, select on result_indicator to bilin_app;
comment on table result_indicator is 'An estate''s result in one indicator.';
comment on column result_indicator.disclosed is 'Whether its company and community read it; false where the estate had too few visits, and then it is on no sealed card.';
comment on column result_indicator.percent is 'The mean of its marks; mark 5 is 100, 4 is 80 and so on. Null where every mark was left out with a reason.';
comment on column result_indicator.capped is 'A severe finding counts against it, which caps it at mark 2, 40 percent.';
comment on column result_indicator.marks is 'How many marks it rests on; 不适用 and marks left out are none.';
comment on column result_indicator.excluded is 'Why marks of it were left out, a reason each, in the order of their words; each reason once.';
comment on column result_indicator.adjusted is 'Percent, corrected for how severe each reviewer is; low, high: its 90 % band.';
comment on policy inserted_by_acting_tenant on result_indicator is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_indicator is 'own_card: tenant_id = app.acting_tenant() or (disclosed and (company_id = app.acting_tenant() or community_id = app.acting_tenant()))';

create table result_mark (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  disclosed boolean not null,
  first smallint,
  final smallint,
  response text default ''::text not null,
  decision text not null,
  constraint result_mark_pkey PRIMARY KEY (tenant_id, id),
  constraint result_mark_final_check CHECK (((final >= 1) AND (final <= 5))),
  constraint result_mark_first_check CHECK (((first >= 1) AND (first <= 5))),
  constraint result_mark_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint result_mark_of_result FOREIGN KEY (tenant_id, round_id, version, estate_id, company_id, community_id) REFERENCES result(tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_mark_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX result_mark_by_result ON public.result_mark USING btree (tenant_id, round_id, version, estate_id, company_id, community_id);
CREATE INDEX result_mark_of_author ON public.result_mark USING btree (author_tenant_id);
alter table result_mark enable row level security;
alter table result_mark force row level security;
create policy inserted_by_acting_tenant on result_mark for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on result_mark for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (disclosed AND ((company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))))));
grant insert, select on result_mark to bilin_app;
comment on table result_mark is 'A mark that was decided on: as it was first, as it counts, the company''s response and the reason.';
comment on column result_mark.disclosed is 'As of the indicators of its estate.';
comment on column result_mark.response is 'Blank where nobody disputed it and a correction changed it.';
comment on policy inserted_by_acting_tenant on result_mark is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_mark is 'own_card: tenant_id = app.acting_tenant() or (disclosed and (company_id = app.acting_tenant() or community_id = app.acting_tenant()))';

create table result_total (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer default 1 not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  raw_mean numeric(5,2) not null,
  uncapped_mean numeric(5,2) not null,
  adjusted numeric(5,2),
  low numeric(5,2),
  high numeric(5,2),
  linked_group integer,
  constraint result_total_pkey PRIMARY KEY (tenant_id, id),
  constraint result_total_of_version UNIQUE (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_total_adjusted_check CHECK (((adjusted >= (0)::numeric) AND (adjusted <= (100)::numeric))),
  constraint result_total_linked_group_check CHECK ((linked_group >= 1)),
  constraint result_total_raw_mean_check CHECK (((raw_mean >= (0)::numeric) AND (raw_mean <= (100)::numeric))),
  constraint result_total_uncapped_mean_check CHECK (((uncapped_mean >= (0)::numeric) AND (uncapped_mean <= (100)::numeric))),
  constraint scorecards__band_reversed CHECK (((low <= high) AND ((low IS NULL) = (high IS NULL)) AND ((low IS NULL) = (adjusted IS NULL)))),
  constraint result_total_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint result_total_of_result FOREIGN KEY (tenant_id, round_id, version, estate_id, company_id, community_id) REFERENCES result(tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_total_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX result_total_of_author ON public.result_total USING btree (author_tenant_id);
alter table result_total enable row level security;
alter table result_total force row level security;
create policy inserted_by_acting_tenant on result_total for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on result_total for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (app.acting_tenant_kind() = 'community'::text))));
grant insert, select on result_total to bilin_app;
comment on table result_total is 'The figure behind the band of an estate.';
comment on column result_total.raw_mean is 'Percent, 0–100: all marks as given, weighted, after the caps of findings that count; the stars follow it.';
comment on column result_total.uncapped_mean is 'Percent, before those caps.';
comment on column result_total.adjusted is 'Percent, corrected for how severe each reviewer is; null where no correction was made. low, high: its 90 % band.';
comment on column result_total.linked_group is 'Estates of one round with the same number are linked by shared reviewers; others must not be compared. Null in versions published before this was computed.';
comment on policy inserted_by_acting_tenant on result_total is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_total is 'own_figures_and_communities: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or app.acting_tenant_kind() = ''community''';

create table rota (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  wanted smallint default 4 not null,
  most smallint,
  a_day smallint default 2 not null,
  weekdays smallint[] default '{1,2,3,4,5}'::smallint[] not null,
  dated boolean default true not null,
  people smallint,
  bridge boolean default false not null,
  unlinked boolean default false not null,
  replaces boolean default false not null,
  proposal jsonb,
  proposed_at timestamp with time zone,
  constraint rota_pkey PRIMARY KEY (tenant_id, id),
  constraint rota_tenant_id_round_id_key UNIQUE (tenant_id, round_id),
  constraint rota_check CHECK (((proposal IS NULL) = (proposed_at IS NULL))),
  constraint scorecards__a_day_out_of_range CHECK (((a_day >= 1) AND (a_day <= 10))),
  constraint scorecards__most_out_of_range CHECK (((most >= 1) AND (most <= 200))),
  constraint scorecards__no_weekday CHECK ((((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)) AND (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]))),
  constraint scorecards__people_out_of_range CHECK ((people >= 1)),
  constraint scorecards__wanted_out_of_range CHECK (((wanted >= 1) AND (wanted <= 20))),
  constraint rota_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint rota_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint rota_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX rota_of_author ON public.rota USING btree (author_tenant_id);
alter table rota enable row level security;
alter table rota force row level security;
create policy inserted_by_acting_tenant on rota for insert to bilin_app, bilin_worker with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on rota for update to bilin_app, bilin_worker using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on rota for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant insert, select, update (wanted, most, a_day, weekdays, dated, people, bridge, unlinked, replaces, proposal, proposed_at) on rota to bilin_app;
grant insert, select, update (proposal, proposed_at) on rota to bilin_worker;
comment on table rota is 'How the visits of a round are to be assigned, and the proposal waiting to be accepted.';
comment on column rota.wanted is 'Visits an estate gets, where rota_estate says nothing else.';
comment on column rota.most is 'Visits a person makes at most, where rota_person says nothing else; no limit when null.';
comment on column rota.weekdays is '1 Monday … 7 Sunday: the days of the round that visits may be on.';
comment on column rota.dated is 'Whether days are proposed too.';
comment on column rota.people is 'Most reviewers sent; no limit when null.';
comment on column rota.bridge is 'Extra visits link groups of estates that would otherwise share no reviewer.';
comment on column rota.unlinked is 'Groups may stay unlinked; their scores are then not compared.';
comment on column rota.replaces is 'Whether the proposal replaces planned visits that nobody has begun; otherwise they stay.';
comment on column rota.proposal is 'packages/domain scorecards/rota.ts: a rota or an obstacle, with what it was made from.';
comment on policy inserted_by_acting_tenant on rota is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on rota is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on rota is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table rota_computation (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  step text default 'filling'::text not null,
  done integer default 0 not null,
  whole integer default 1 not null,
  failed boolean default false not null,
  asked_at timestamp with time zone default app.now() not null,
  constraint rota_computation_pkey PRIMARY KEY (tenant_id, id),
  constraint rota_computation_tenant_id_round_id_key UNIQUE (tenant_id, round_id),
  constraint rota_computation_done_check CHECK ((done >= 0)),
  constraint rota_computation_step_check CHECK ((step = ANY (ARRAY['filling'::text, 'joining'::text, 'improving'::text, 'days'::text, 'relaxing'::text]))),
  constraint rota_computation_whole_check CHECK ((whole >= 0)),
  constraint rota_computation_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint rota_computation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint rota_computation_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX rota_computation_of_author ON public.rota_computation USING btree (author_tenant_id);
alter table rota_computation enable row level security;
alter table rota_computation force row level security;
create policy deleted_by_author_or_tenant on rota_computation for delete to bilin_app, bilin_worker using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on rota_computation for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on rota_computation for update to bilin_app, bilin_worker using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on rota_computation for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant delete, insert, select, update (step, done, whole, failed) on rota_computation to bilin_app;
grant delete, select, update (step, done, whole, failed) on rota_computation to bilin_worker;
comment on table rota_computation is 'A proposal for a round''s rota that is being computed.';
comment on column rota_computation.whole is 'Of how many parts this step is; done says how many are.';
comment on column rota_computation.failed is 'The last attempt ended without an answer; whoever waits is told so.';
comment on policy deleted_by_author_or_tenant on rota_computation is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on rota_computation is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on rota_computation is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on rota_computation is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table rota_estate (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  wanted smallint not null,
  constraint rota_estate_pkey PRIMARY KEY (tenant_id, id),
  constraint rota_estate_tenant_id_round_id_estate_id_key UNIQUE (tenant_id, round_id, estate_id),
  constraint scorecards__wanted_out_of_range CHECK (((wanted >= 0) AND (wanted <= 20))),
  constraint rota_estate_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint rota_estate_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint rota_estate_tenant_id_round_id_estate_id_fkey FOREIGN KEY (tenant_id, round_id, estate_id) REFERENCES round_estate(tenant_id, round_id, estate_id) ON DELETE CASCADE
);
CREATE INDEX rota_estate_of_author ON public.rota_estate USING btree (author_tenant_id);
alter table rota_estate enable row level security;
alter table rota_estate force row level security;
create policy deleted_by_author_or_tenant on rota_estate for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on rota_estate for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on rota_estate for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on rota_estate for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant delete, insert, select, update (wanted) on rota_estate to bilin_app;
grant select on rota_estate to bilin_worker;
comment on table rota_estate is 'An estate of the round that gets another number of visits than the rest.';
comment on policy deleted_by_author_or_tenant on rota_estate is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on rota_estate is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on rota_estate is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on rota_estate is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table rota_person (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  seat_id uuid not null,
  most smallint not null,
  constraint rota_person_pkey PRIMARY KEY (tenant_id, id),
  constraint rota_person_tenant_id_round_id_seat_id_key UNIQUE (tenant_id, round_id, seat_id),
  constraint scorecards__most_out_of_range CHECK (((most >= 0) AND (most <= 200))),
  constraint rota_person_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint rota_person_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint rota_person_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint rota_person_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX rota_person_of_author ON public.rota_person USING btree (author_tenant_id);
CREATE INDEX rota_person_of_seat ON public.rota_person USING btree (seat_id);
alter table rota_person enable row level security;
alter table rota_person force row level security;
create policy deleted_by_author_or_tenant on rota_person for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on rota_person for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on rota_person for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on rota_person for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant delete, insert, select, update (most) on rota_person to bilin_app;
grant select on rota_person to bilin_worker;
comment on table rota_person is 'A reviewer who makes another number of visits at most than the rest; 0 is not sent at all.';
comment on policy deleted_by_author_or_tenant on rota_person is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on rota_person is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on rota_person is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on rota_person is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table round (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  slug text not null,
  title text not null,
  rubric_id uuid not null,
  opens_on date not null,
  closes_on date not null,
  response_until date not null,
  disclose_from_visits smallint default 3 not null,
  stage text default 'planning'::text not null,
  published_at timestamp with time zone,
  version integer default 0 not null,
  sealed boolean default true not null,
  made_at timestamp with time zone default app.now() not null,
  constraint round_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__slug_taken UNIQUE (tenant_id, slug),
  constraint scorecards__dates_reversed CHECK (((opens_on <= closes_on) AND (closes_on <= response_until))),
  constraint scorecards__disclose_from_visits_out_of_range CHECK (((disclose_from_visits >= 2) AND (disclose_from_visits <= 20))),
  constraint scorecards__published_without_day CHECK (((stage = 'published'::text) = (published_at IS NOT NULL))),
  constraint scorecards__published_without_version CHECK (((stage = 'published'::text) = (version >= 1))),
  constraint scorecards__slug_malformed CHECK (((slug ~ '^[a-z0-9](-?[a-z0-9])*$'::text) AND ((length(slug) >= 3) AND (length(slug) <= 40)))),
  constraint scorecards__stage_unknown CHECK ((stage = ANY (ARRAY['planning'::text, 'visiting'::text, 'responding'::text, 'settling'::text, 'published'::text, 'cancelled'::text]))),
  constraint scorecards__title_blank CHECK ((title <> ''::text)),
  constraint round_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint round_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint round_tenant_id_rubric_id_fkey FOREIGN KEY (tenant_id, rubric_id) REFERENCES rubric(tenant_id, id)
);
CREATE INDEX round_by_rubric ON public.round USING btree (tenant_id, rubric_id);
CREATE INDEX round_by_stage ON public.round USING btree (tenant_id, stage, opens_on DESC);
CREATE INDEX round_of_author ON public.round USING btree (author_tenant_id);
alter table round enable row level security;
alter table round force row level security;
create policy inserted_by_acting_tenant on round for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on round for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on round for select to bilin_app, bilin_owner, bilin_worker using ((tenant_id = app.current_tenant()));
grant insert, select, update (title, rubric_id, opens_on, closes_on, response_until, stage, published_at, version) on round to bilin_app;
grant select on round to bilin_worker;
comment on table round is 'One round of mutual review 互评轮次, e.g. 2026-autumn.';
comment on column round.response_until is 'The last day, included, on which the reviewed company may respond.';
comment on column round.disclose_from_visits is 'From how many submitted visits of an estate its single marks and indicators are disclosed: of fewer, they would be one reviewer''s sheet.';
comment on column round.version is 'The newest published version; 0 before publication.';
comment on column round.sealed is 'False for a round that was published before there were seals: it cannot be checked.';
comment on policy inserted_by_acting_tenant on round is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table round_estate (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  name text not null,
  kind text not null,
  households integer not null,
  community_id uuid not null,
  community_name text not null,
  company_id uuid not null,
  company_name text not null,
  constraint round_estate_pkey PRIMARY KEY (tenant_id, id),
  constraint round_estate_tenant_id_round_id_estate_id_company_id_commun_key UNIQUE (tenant_id, round_id, estate_id, company_id, community_id),
  constraint scorecards__estate_already_in_round UNIQUE (tenant_id, round_id, estate_id),
  constraint round_estate_kind_check CHECK ((kind = ANY (ARRAY['commercial'::text, 'resettlement'::text]))),
  constraint round_estate_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint round_estate_community_id_fkey FOREIGN KEY (community_id) REFERENCES tenant(id),
  constraint round_estate_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint round_estate_tenant_id_estate_id_fkey FOREIGN KEY (tenant_id, estate_id) REFERENCES listed_estate(tenant_id, id),
  constraint round_estate_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint round_estate_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX round_estate_of_author ON public.round_estate USING btree (author_tenant_id);
CREATE INDEX round_estate_of_community ON public.round_estate USING btree (community_id);
CREATE INDEX round_estate_of_company ON public.round_estate USING btree (company_id);
CREATE INDEX round_estate_over_time ON public.round_estate USING btree (tenant_id, estate_id);
alter table round_estate enable row level security;
alter table round_estate force row level security;
create policy deleted_by_author_or_tenant on round_estate for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on round_estate for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on round_estate for select to bilin_app, bilin_owner, bilin_worker using ((tenant_id = app.current_tenant()));
grant delete, insert, select on round_estate to bilin_app;
grant select on round_estate to bilin_worker;
comment on table round_estate is 'A listed estate as it was when the round copied it.';
comment on column round_estate.estate_id is 'The listing, which stays the same row over the years: results of an estate are followed by it.';
comment on policy inserted_by_acting_tenant on round_estate is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table rubric (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  family_id uuid not null,
  version integer not null,
  title text not null,
  body jsonb not null,
  made_at timestamp with time zone default app.now() not null,
  constraint rubric_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__rubric_changed_meanwhile UNIQUE (tenant_id, family_id, version),
  constraint scorecards__title_blank CHECK ((title <> ''::text)),
  constraint scorecards__version_unknown CHECK ((version >= 1)),
  constraint rubric_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint rubric_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX rubric_of_author ON public.rubric USING btree (author_tenant_id);
alter table rubric enable row level security;
alter table rubric force row level security;
create policy inserted_by_acting_tenant on rubric for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on rubric for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on rubric to bilin_app;
comment on table rubric is 'One version of a rubric 评分细则; never changed, only followed by the next version.';
comment on column rubric.family_id is 'The same for all versions of one rubric: the id of the first.';
comment on column rubric.body is 'Dimensions, indicators, weights and star bands: packages/domain scorecards/rubric.ts.';
comment on policy inserted_by_acting_tenant on rubric is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table rubric_retirement (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  family_id uuid not null,
  retired_at timestamp with time zone default app.now() not null,
  constraint rubric_retirement_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__rubric_retired UNIQUE (tenant_id, family_id),
  constraint rubric_retirement_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint rubric_retirement_tenant_id_family_id_fkey FOREIGN KEY (tenant_id, family_id) REFERENCES rubric(tenant_id, id),
  constraint rubric_retirement_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX rubric_retirement_of_author ON public.rubric_retirement USING btree (author_tenant_id);
alter table rubric_retirement enable row level security;
alter table rubric_retirement force row level security;
create policy deleted_by_author_or_tenant on rubric_retirement for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on rubric_retirement for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on rubric_retirement for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select on rubric_retirement to bilin_app;
comment on table rubric_retirement is 'A rubric, in all its versions, that is not offered for new rounds 停用.';
comment on column rubric_retirement.family_id is 'The first version of the rubric, for all of them.';
comment on policy inserted_by_acting_tenant on rubric_retirement is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table score (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  visit_id uuid not null,
  reviewer_id uuid not null,
  indicator text not null,
  mark smallint,
  counted numeric,
  excluded text,
  submitted_at timestamp with time zone,
  constraint score_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__entered_for_you UNIQUE (tenant_id, visit_id, indicator),
  constraint scorecards__counted_negative CHECK ((counted >= (0)::numeric)),
  constraint scorecards__counted_without_mark CHECK (((counted IS NULL) OR (mark IS NOT NULL))),
  constraint scorecards__exclusion_blank CHECK ((excluded <> ''::text)),
  constraint scorecards__mark_out_of_range CHECK (((mark >= 1) AND (mark <= 5))),
  constraint scorecards__marked_and_excluded CHECK (((excluded IS NULL) OR (mark IS NULL))),
  constraint score_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint score_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint score_tenant_id_visit_id_reviewer_id_fkey FOREIGN KEY (tenant_id, visit_id, reviewer_id) REFERENCES visit(tenant_id, id, reviewer_id) ON DELETE CASCADE
);
CREATE INDEX score_of_author ON public.score USING btree (author_tenant_id);
CREATE INDEX score_of_visit ON public.score USING btree (tenant_id, visit_id, reviewer_id);
alter table score enable row level security;
alter table score force row level security;
create policy deleted_by_author_or_tenant on score for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant())) AND (submitted_at IS NULL)));
create policy inserted_by_acting_tenant on score for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy updated_by_author_or_tenant on score for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant())) AND (submitted_at IS NULL))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy visible_in_current_tenant on score for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
grant delete, insert, select, update (submitted_at) on score to bilin_app;
comment on table score is 'One mark of one visit; an indicator nobody marked has no row.';
comment on column score.indicator is 'Its code in the round''s rubric, e.g. C1.';
comment on column score.mark is '5 优 … 1 差; null is 不适用, which takes its weight out of the sum.';
comment on column score.counted is 'Faults, or percent, as counted on the spot; the scale of the indicator made the mark of it.';
comment on column score.excluded is 'Why it is not the company''s to answer for; then there is no mark.';
comment on column score.submitted_at is 'A copy of the sheet''s: the row is final from then on.';
comment on policy deleted_by_author_or_tenant on score is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()
final_once_submitted: submitted_at is null';
comment on policy inserted_by_acting_tenant on score is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on score is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()
final_once_submitted (row before): submitted_at is null';
comment on policy visible_in_current_tenant on score is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';

create table score_sheet (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  visit_id uuid not null,
  reviewer_id uuid not null,
  revision integer default 1 not null,
  saved_at timestamp with time zone default app.now() not null,
  saved_by uuid default app.seat_id() not null,
  submitted_at timestamp with time zone,
  submission_id uuid,
  draft_id uuid,
  draft_turn integer,
  constraint score_sheet_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__changed_meanwhile UNIQUE (tenant_id, visit_id),
  constraint score_sheet_check CHECK (((draft_id IS NULL) = (draft_turn IS NULL))),
  constraint score_sheet_draft_turn_check CHECK ((draft_turn >= 1)),
  constraint score_sheet_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint score_sheet_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES seat(id),
  constraint score_sheet_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint score_sheet_tenant_id_visit_id_reviewer_id_fkey FOREIGN KEY (tenant_id, visit_id, reviewer_id) REFERENCES visit(tenant_id, id, reviewer_id)
);
CREATE INDEX score_sheet_of_author ON public.score_sheet USING btree (author_tenant_id);
CREATE INDEX score_sheet_of_seat ON public.score_sheet USING btree (saved_by);
CREATE INDEX score_sheet_of_visit ON public.score_sheet USING btree (tenant_id, visit_id, reviewer_id);
alter table score_sheet enable row level security;
alter table score_sheet force row level security;
create policy deleted_by_author_or_tenant on score_sheet for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant())) AND (submitted_at IS NULL)));
create policy inserted_by_acting_tenant on score_sheet for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy updated_by_author_or_tenant on score_sheet for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant())) AND (submitted_at IS NULL))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy visible_in_current_tenant on score_sheet for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
grant delete, insert, select, update (revision, saved_at, saved_by, submitted_at, submission_id, draft_id, draft_turn) on score_sheet to bilin_app;
grant select on score_sheet to bilin_worker;
comment on table score_sheet is 'The state of a visit''s marking; there is none before the first save.';
comment on column score_sheet.revision is 'Counts the saves, so that a second tab cannot save over the first.';
comment on column score_sheet.saved_by is 'The seat that saved last: the reviewer, a colleague, or the coordinator on their behalf.';
comment on column score_sheet.submitted_at is 'The sheet is final from then on.';
comment on column score_sheet.submission_id is 'Made by the device that submitted; null where it was a plain form.';
comment on column score_sheet.draft_id is 'Made by the device whose draft was saved last; null where it was a plain form.';
comment on column score_sheet.draft_turn is 'How many times that draft had been changed.';
comment on policy deleted_by_author_or_tenant on score_sheet is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()
final_once_submitted: submitted_at is null';
comment on policy inserted_by_acting_tenant on score_sheet is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on score_sheet is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()
final_once_submitted (row before): submitted_at is null';
comment on policy visible_in_current_tenant on score_sheet is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';

create table seal (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer not null,
  place integer not null,
  previous text,
  hash text not null,
  document text not null,
  reason text default ''::text not null,
  published_at timestamp with time zone default app.now() not null,
  constraint seal_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__chain_grew_meanwhile UNIQUE (tenant_id, place),
  constraint scorecards__version_already_published UNIQUE (tenant_id, round_id, version),
  constraint seal_tenant_id_hash_key UNIQUE (tenant_id, hash),
  constraint seal_check CHECK (((place = 1) = (previous IS NULL))),
  constraint seal_check1 CHECK (((version = 1) = (reason = ''::text))),
  constraint seal_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint seal_place_check CHECK ((place >= 1)),
  constraint seal_previous_check CHECK ((previous ~ '^[0-9a-f]{64}$'::text)),
  constraint seal_version_check CHECK ((version >= 1)),
  constraint seal_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint seal_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint seal_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX seal_of_author ON public.seal USING btree (author_tenant_id);
alter table seal enable row level security;
alter table seal force row level security;
create policy inserted_by_acting_tenant on seal for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on seal for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) OR (tenant_id = app.public())));
grant insert, select on seal to bilin_app;
comment on table seal is 'One publication or correction of a round, sealed: its document, the hash of that, and its place in the alliance''s chain.';
comment on column seal.place is 'Its place in the chain of the alliance, from 1.';
comment on column seal.document is 'Canonical JSON (RFC 8785); the hash is of exactly these characters, as UTF-8.';
comment on column seal.reason is 'Why a version was corrected; blank for the first.';
comment on policy inserted_by_acting_tenant on seal is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table sealed_card (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  hash text not null,
  document text not null,
  constraint sealed_card_pkey PRIMARY KEY (tenant_id, id),
  constraint sealed_card_of_version UNIQUE (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint sealed_card_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint sealed_card_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint sealed_card_of_result FOREIGN KEY (tenant_id, round_id, version, estate_id, company_id, community_id) REFERENCES result(tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint sealed_card_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX sealed_card_of_author ON public.sealed_card USING btree (author_tenant_id);
alter table sealed_card enable row level security;
alter table sealed_card force row level security;
create policy inserted_by_acting_tenant on sealed_card for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on sealed_card for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
grant insert, select on sealed_card to bilin_app;
comment on table sealed_card is 'The whole scorecard of one estate as canonical JSON; its hash is in the document of its version''s seal.';
comment on policy inserted_by_acting_tenant on sealed_card is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on sealed_card is 'own_card: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

create table seat (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  tenant_id uuid not null,
  role text not null,
  title text not null,
  made_at timestamp with time zone default app.now() not null,
  ended_at timestamp with time zone,
  constraint seat_pkey PRIMARY KEY (id),
  constraint tenants__role_unknown CHECK ((role = ANY (ARRAY['secretary'::text, 'staff'::text, 'manager'::text, 'liaison'::text, 'coordinator'::text]))),
  constraint tenants__title_blank CHECK ((title <> ''::text)),
  constraint seat_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint seat_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX seat_of_person ON public.seat USING btree (person_id);
CREATE INDEX seat_of_tenant ON public.seat USING btree (tenant_id);
CREATE UNIQUE INDEX tenants__seat_already_held ON public.seat USING btree (person_id, tenant_id, role) WHERE (ended_at IS NULL);
alter table seat enable row level security;
alter table seat force row level security;
create policy accepts_a_seat on seat for insert to bilin_session with check ((person_id = app.person()));
create policy decides_who_enters on seat for select to bilin_registry using (true);
create policy ended_by_its_own_tenant on seat for update to bilin_app using ((app.operator() OR ((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())))) with check ((app.operator() OR ((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant()))));
create policy inserted_by_operator on seat for insert to bilin_app with check (app.operator());
create policy own_seats on seat for select to bilin_session using ((person_id = app.person()));
create policy seats_within_reach on seat for select to bilin_app, bilin_worker using ((app.operator() OR (person_id = app.person()) OR (tenant_id = ANY (app.reach()))));
grant insert, select, update (title, ended_at) on seat to bilin_app;
grant select on seat to bilin_registry;
grant insert (person_id, tenant_id, role, title), select on seat to bilin_session;
grant select on seat to bilin_worker;
comment on table seat is 'One person''s role in one tenant. Other tenants see its title, never the person''s name.';

create table service_contract (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  estate_id uuid not null,
  company_id uuid,
  company_name text not null,
  since date not null,
  until date,
  made_at timestamp with time zone default app.now() not null,
  constraint service_contract_pkey PRIMARY KEY (tenant_id, id),
  constraint estates__contract_overlaps EXCLUDE USING gist (tenant_id WITH =, estate_id WITH =, daterange(since, until, '[]'::text) WITH &&),
  constraint estates__company_blank CHECK ((company_name <> ''::text)),
  constraint estates__contract_dates_reversed CHECK ((since <= until)),
  constraint estates__kept_at_home CHECK ((tenant_id = author_tenant_id)),
  constraint service_contract_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint service_contract_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint service_contract_tenant_id_estate_id_fkey FOREIGN KEY (tenant_id, estate_id) REFERENCES estate(tenant_id, id),
  constraint service_contract_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX service_contract_by_end ON public.service_contract USING btree (tenant_id, until);
CREATE INDEX service_contract_of_author ON public.service_contract USING btree (author_tenant_id);
CREATE INDEX service_contract_of_company ON public.service_contract USING btree (company_id);
CREATE INDEX service_contract_of_estate ON public.service_contract USING btree (tenant_id, estate_id, since);
alter table service_contract enable row level security;
alter table service_contract force row level security;
create policy deleted_by_author_or_tenant on service_contract for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on service_contract for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on service_contract for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on service_contract for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select, update (company_id, company_name, since, until) on service_contract to bilin_app;
comment on table service_contract is 'A property company 物业公司 serves an estate, over days that include both ends.';
comment on column service_contract.company_id is 'The company''s tenant, when it is one of Bilin; its name is in company_name either way.';

create table session (
  id_hash text not null,
  person_id uuid not null,
  made_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (id_hash),
  constraint session_ends_in_the_end CHECK ((expires_at <= ends_at)),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX session_of_person ON public.session USING btree (person_id);
alter table session enable row level security;
alter table session force row level security;
create policy holds_the_session on session for select to bilin_session using (((id_hash = app.lookup_key()) OR (person_id = app.person())));
create policy session_begins on session for insert to bilin_session with check ((person_id = app.person()));
create policy session_ends on session for delete to bilin_session using (((id_hash = app.lookup_key()) OR (person_id = app.person())));
create policy session_extended on session for update to bilin_session using ((id_hash = app.lookup_key())) with check ((id_hash = app.lookup_key()));
grant delete, insert, select, update (expires_at) on session to bilin_session;
comment on column session.id_hash is 'SHA-256 of the session id, hex; the id itself is only in the cookie.';
comment on column session.expires_at is 'Idle limit; moved on by use, never past ends_at.';

create table severity (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer not null,
  reviewer_seat_id uuid not null,
  visits integer not null,
  points numeric(5,2) not null,
  low numeric(5,2) not null,
  high numeric(5,2) not null,
  constraint severity_pkey PRIMARY KEY (tenant_id, id),
  constraint severity_tenant_id_round_id_version_reviewer_seat_id_key UNIQUE (tenant_id, round_id, version, reviewer_seat_id),
  constraint severity_check CHECK ((low <= high)),
  constraint severity_version_check CHECK ((version >= 1)),
  constraint severity_visits_check CHECK ((visits >= 1)),
  constraint severity_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint severity_reviewer_seat_id_fkey FOREIGN KEY (reviewer_seat_id) REFERENCES seat(id),
  constraint severity_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint severity_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX severity_of_author ON public.severity USING btree (author_tenant_id);
CREATE INDEX severity_of_seat ON public.severity USING btree (reviewer_seat_id);
alter table severity enable row level security;
alter table severity force row level security;
create policy inserted_by_acting_tenant on severity for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on severity for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (reviewer_seat_id = app.seat_id())));
grant insert, select on severity to bilin_app;
comment on table severity is 'How severe or mild a reviewer 评委宽严度 marked in a round; the reviewer''s own.';
comment on column severity.points is 'Of 100 of the total: below 0 severe, above 0 mild, against the other reviewers. low, high: its 90 % band.';
comment on policy inserted_by_acting_tenant on severity is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on severity is 'of_its_reviewer_alone: reviewer_seat_id = app.seat_id()';

create table shared_practice (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  practice_id uuid not null,
  version integer not null,
  title text not null,
  problem text not null,
  steps text not null,
  cost text not null,
  result text not null,
  place text not null,
  indicators text[] not null,
  purpose text not null,
  until date,
  published_at timestamp with time zone default app.now() not null,
  superseded_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  found_by tsvector not null,
  constraint shared_practice_pkey PRIMARY KEY (tenant_id, id),
  constraint practices__version_taken UNIQUE (tenant_id, practice_id, version),
  constraint practices__purpose_blank CHECK ((purpose <> ''::text)),
  constraint practices__shared_from_home CHECK ((tenant_id <> author_tenant_id)),
  constraint practices__title_blank CHECK ((title <> ''::text)),
  constraint shared_practice_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint shared_practice_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX shared_practice_newest ON public.shared_practice USING btree (tenant_id, published_at DESC, id DESC) INCLUDE (author_tenant_id, until, withdrawn_at) WHERE (superseded_at IS NULL);
CREATE INDEX shared_practice_of_author ON public.shared_practice USING btree (author_tenant_id);
alter table shared_practice enable row level security;
alter table shared_practice force row level security;
create policy inserted_by_acting_tenant on shared_practice for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on shared_practice for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on shared_practice for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()) OR ((withdrawn_at IS NULL) AND ((until IS NULL) OR (until >= ((app.now() AT TIME ZONE 'Asia/Shanghai'::text))::date))))));
grant insert, select, update (until, superseded_at, withdrawn_at) on shared_practice to bilin_app;
comment on table shared_practice is 'A practice as its member shared it in this alliance: 共享自××社区. author_tenant_id is the member.';
comment on column shared_practice.practice_id is 'The member''s own record, which nobody else can read.';
comment on column shared_practice.until is 'The last day others may read it; open when null.';
comment on column shared_practice.superseded_at is 'When the next version came.';
comment on column shared_practice.found_by is 'Words and pairs of characters: packages/domain search.ts.';
comment on policy updated_by_author_or_tenant on shared_practice is 'updated_by_its_member: author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on shared_practice is 'visible_until_withdrawn: author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant() or (withdrawn_at is null and (until is null or until >= (app.now() at time zone ''Asia/Shanghai'')::date))';

create table task_update (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  task_id uuid not null,
  number integer not null,
  status text not null,
  progress smallint not null,
  note text,
  at timestamp with time zone default app.now() not null,
  seat_id uuid default app.seat_id() not null,
  constraint task_update_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__task_moved_on UNIQUE (tenant_id, task_id, number),
  constraint projects__done_is_all_of_it CHECK (((status <> 'done'::text) OR (progress = 100))),
  constraint projects__progress_out_of_range CHECK (((progress >= 0) AND (progress <= 100))),
  constraint projects__status_unknown CHECK ((status = ANY (ARRAY['todo'::text, 'doing'::text, 'done'::text]))),
  constraint task_update_number_check CHECK ((number > 0)),
  constraint projects__task_has_updates FOREIGN KEY (tenant_id, task_id) REFERENCES project_task(tenant_id, id),
  constraint task_update_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint task_update_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint task_update_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX task_update_of_author ON public.task_update USING btree (author_tenant_id);
CREATE INDEX task_update_of_seat ON public.task_update USING btree (seat_id);
alter table task_update enable row level security;
alter table task_update force row level security;
create policy inserted_by_acting_tenant on task_update for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text]))));
create policy visible_in_current_tenant on task_update for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert, select on task_update to bilin_app;
comment on table task_update is 'How far a task is, as reported by its community or the lead.';
comment on column task_update.number is 'First, second, … update of its task.';
comment on column task_update.progress is 'Percent.';
comment on policy inserted_by_acting_tenant on task_update is 'inserted_by_communities_or_the_alliance: app.acting_tenant_kind() in (''community'', ''alliance'')';

create table tenant (
  id uuid default gen_random_uuid() not null,
  slug text not null,
  name text not null,
  kind text not null,
  example boolean default false not null,
  made_at timestamp with time zone default app.now() not null,
  constraint tenant_pkey PRIMARY KEY (id),
  constraint tenants__slug_taken UNIQUE (slug),
  constraint tenants__kind_unknown CHECK ((kind = ANY (ARRAY['community'::text, 'company'::text, 'unit'::text, 'alliance'::text]))),
  constraint tenants__name_blank CHECK ((name <> ''::text)),
  constraint tenants__slug_malformed CHECK (((slug ~ '^[a-z](-?[a-z0-9])*$'::text) AND ((length(slug) >= 3) AND (length(slug) <= 32))))
);
alter table tenant enable row level security;
alter table tenant force row level security;
create policy decides_who_enters on tenant for select to bilin_registry using (true);
create policy inserted_by_operator on tenant for insert to bilin_app with check (app.operator());
create policy named_on_an_invitation on tenant for select to bilin_session using (((id)::text = app.lookup_key()));
create policy named_within_reach on tenant for select to bilin_app, bilin_worker using ((app.operator() OR (id = ANY (app.reach()))));
create policy updated_by_operator on tenant for update to bilin_app using (app.operator()) with check (app.operator());
grant insert, select, update (name) on tenant to bilin_app;
grant select on tenant to bilin_registry;
grant select on tenant to bilin_session;
grant select on tenant to bilin_worker;
comment on table tenant is 'A body that owns rows: 社区, 物业公司, 共建单位 or 联盟.';
comment on column tenant.example is 'Part of the demo story; shown as 示例 wherever it appears.';

create table visit (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  reviewer_seat_id uuid not null,
  reviewer_id uuid not null,
  reviewer_title text not null,
  planned_on date,
  made_at timestamp with time zone default app.now() not null,
  constraint visit_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__reviewer_already_planned UNIQUE (tenant_id, round_id, estate_id, reviewer_seat_id),
  constraint visit_tenant_id_id_reviewer_id_key UNIQUE (tenant_id, id, reviewer_id),
  constraint scorecards__own_company CHECK ((reviewer_id <> company_id)),
  constraint scorecards__own_estate CHECK ((reviewer_id <> community_id)),
  constraint visit_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint visit_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES tenant(id),
  constraint visit_reviewer_seat_id_fkey FOREIGN KEY (reviewer_seat_id) REFERENCES seat(id),
  constraint visit_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint visit_tenant_id_round_id_estate_id_company_id_community_id_fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id) ON DELETE CASCADE
);
CREATE INDEX visit_by_reviewer ON public.visit USING btree (tenant_id, reviewer_id, reviewer_seat_id);
CREATE INDEX visit_of_author ON public.visit USING btree (author_tenant_id);
CREATE INDEX visit_of_reviewer ON public.visit USING btree (reviewer_id);
CREATE INDEX visit_of_round ON public.visit USING btree (tenant_id, round_id, estate_id, company_id, community_id);
CREATE INDEX visit_of_seat ON public.visit USING btree (reviewer_seat_id);
alter table visit enable row level security;
alter table visit force row level security;
create policy deleted_by_author_or_tenant on visit for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on visit for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on visit for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy visible_in_current_tenant on visit for select to bilin_app, bilin_owner, bilin_worker using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
grant delete, insert, select, update (planned_on) on visit to bilin_app;
grant select on visit to bilin_worker;
comment on table visit is 'One person''s visit 互访 to one estate in one round.';
comment on column visit.reviewer_id is 'The member the reviewer comes from.';
comment on column visit.reviewer_title is 'The reviewer''s seat as it was called when the visit was planned.';
comment on policy deleted_by_author_or_tenant on visit is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on visit is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()
inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on visit is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on visit is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';

create table visit_finding (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  visit_id uuid not null,
  reviewer_id uuid not null,
  indicator text not null,
  severity text not null,
  place text default ''::text not null,
  text text not null,
  veto text,
  submitted_at timestamp with time zone,
  constraint visit_finding_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__finding_blank CHECK ((text <> ''::text)),
  constraint scorecards__severity_unknown CHECK ((severity = ANY (ARRAY['S1'::text, 'S2'::text, 'S3'::text, 'S4'::text]))),
  constraint scorecards__veto_not_life_safety CHECK (((veto IS NULL) OR (severity = 'S1'::text))),
  constraint visit_finding_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint visit_finding_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint visit_finding_tenant_id_visit_id_reviewer_id_fkey FOREIGN KEY (tenant_id, visit_id, reviewer_id) REFERENCES visit(tenant_id, id, reviewer_id) ON DELETE CASCADE
);
CREATE INDEX visit_finding_of_author ON public.visit_finding USING btree (author_tenant_id);
CREATE INDEX visit_finding_of_visit ON public.visit_finding USING btree (tenant_id, visit_id, reviewer_id);
alter table visit_finding enable row level security;
alter table visit_finding force row level security;
create policy deleted_by_author_or_tenant on visit_finding for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant())) AND (submitted_at IS NULL)));
create policy inserted_by_acting_tenant on visit_finding for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy updated_by_author_or_tenant on visit_finding for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant())) AND (submitted_at IS NULL))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy visible_in_current_tenant on visit_finding for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
grant delete, insert, select, update (submitted_at) on visit_finding to bilin_app;
comment on table visit_finding is 'A problem 问题发现 as its reviewer wrote it down; the reviewed read its copy in finding.';
comment on column visit_finding.severity is 'S1 life-safety, S2 severe, S3 moderate, S4 low.';
comment on column visit_finding.veto is 'Which veto 一票否决 of the rubric it says applies, in the rubric''s Chinese words; null for most.';
comment on column visit_finding.submitted_at is 'A copy of the sheet''s: the row is final from then on.';
comment on policy deleted_by_author_or_tenant on visit_finding is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()
final_once_submitted: submitted_at is null';
comment on policy inserted_by_acting_tenant on visit_finding is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on visit_finding is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()
final_once_submitted (row before): submitted_at is null';
comment on policy visible_in_current_tenant on visit_finding is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';

create table visit_message (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  reviewer_seat_id uuid not null,
  turn integer not null,
  visits jsonb not null,
  note text default ''::text not null,
  sent_by uuid default app.seat_id() not null,
  sent_at timestamp with time zone default app.now() not null,
  constraint visit_message_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__told_meanwhile UNIQUE (tenant_id, round_id, reviewer_seat_id, turn),
  constraint visit_message_tenant_id_id_reviewer_seat_id_key UNIQUE (tenant_id, id, reviewer_seat_id),
  constraint visit_message_note_check CHECK ((length(note) <= 500)),
  constraint visit_message_turn_check CHECK ((turn >= 1)),
  constraint visit_message_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint visit_message_reviewer_seat_id_fkey FOREIGN KEY (reviewer_seat_id) REFERENCES seat(id),
  constraint visit_message_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES seat(id),
  constraint visit_message_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint visit_message_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX visit_message_by_seat ON public.visit_message USING btree (sent_by);
CREATE INDEX visit_message_of_author ON public.visit_message USING btree (author_tenant_id);
CREATE INDEX visit_message_of_seat ON public.visit_message USING btree (reviewer_seat_id);
alter table visit_message enable row level security;
alter table visit_message force row level security;
create policy inserted_by_acting_tenant on visit_message for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on visit_message for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_seat_id = app.seat_id()))));
grant insert, select on visit_message to bilin_app;
comment on table visit_message is 'A notice 互访通知 to one reviewer in one round.';
comment on column visit_message.turn is 'Counts the messages to this reviewer in this round.';
comment on column visit_message.visits is 'The visits as sent: packages/domain scorecards/messages/message.ts.';
comment on column visit_message.note is 'The coordinator''s own words; blank for none.';
comment on policy inserted_by_acting_tenant on visit_message is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on visit_message is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_seat_id = app.seat_id()';

create table visit_message_seen (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  message_id uuid not null,
  reviewer_seat_id uuid default app.seat_id() not null,
  seen_at timestamp with time zone default app.now() not null,
  constraint visit_message_seen_pkey PRIMARY KEY (tenant_id, id),
  constraint visit_message_seen_tenant_id_message_id_reviewer_seat_id_key UNIQUE (tenant_id, message_id, reviewer_seat_id),
  constraint visit_message_seen_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint visit_message_seen_reviewer_seat_id_fkey FOREIGN KEY (reviewer_seat_id) REFERENCES seat(id),
  constraint visit_message_seen_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint visit_message_seen_tenant_id_message_id_reviewer_seat_id_fkey FOREIGN KEY (tenant_id, message_id, reviewer_seat_id) REFERENCES visit_message(tenant_id, id, reviewer_seat_id)
);
CREATE INDEX visit_message_seen_of_author ON public.visit_message_seen USING btree (author_tenant_id);
CREATE INDEX visit_message_seen_of_seat ON public.visit_message_seen USING btree (reviewer_seat_id);
alter table visit_message_seen enable row level security;
alter table visit_message_seen force row level security;
create policy inserted_by_acting_tenant on visit_message_seen for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (reviewer_seat_id = app.seat_id())));
create policy visible_in_current_tenant on visit_message_seen for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_seat_id = app.seat_id()))));
grant insert, select on visit_message_seen to bilin_app;
comment on table visit_message_seen is 'A reviewer opened a message; there is no row before.';
comment on policy inserted_by_acting_tenant on visit_message_seen is 'opened_by_its_reviewer: reviewer_seat_id = app.seat_id()';
comment on policy visible_in_current_tenant on visit_message_seen is 'reviewer_unknown_to_reviewed: tenant_id = app.acting_tenant() or reviewer_seat_id = app.seat_id()';

create table withdrawn_response (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  finding_id uuid,
  mark_id uuid,
  text text not null,
  responded_at timestamp with time zone not null,
  withdrawn_by uuid default app.seat_id() not null,
  withdrawn_at timestamp with time zone default app.now() not null,
  constraint withdrawn_response_pkey PRIMARY KEY (tenant_id, id),
  constraint withdrawn_response_check CHECK ((num_nonnulls(finding_id, mark_id) = 1)),
  constraint withdrawn_response_text_check CHECK ((text <> ''::text)),
  constraint withdrawn_response_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint withdrawn_response_tenant_id_finding_id_author_tenant_id_r_fkey FOREIGN KEY (tenant_id, finding_id, author_tenant_id, round_id) REFERENCES finding(tenant_id, id, company_id, round_id),
  constraint withdrawn_response_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint withdrawn_response_tenant_id_mark_id_author_tenant_id_roun_fkey FOREIGN KEY (tenant_id, mark_id, author_tenant_id, round_id) REFERENCES mark(tenant_id, id, company_id, round_id),
  constraint withdrawn_response_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES seat(id)
);
CREATE INDEX withdrawn_response_of_author ON public.withdrawn_response USING btree (author_tenant_id);
CREATE INDEX withdrawn_response_of_finding ON public.withdrawn_response USING btree (tenant_id, finding_id, author_tenant_id, round_id);
CREATE INDEX withdrawn_response_of_mark ON public.withdrawn_response USING btree (tenant_id, mark_id, author_tenant_id, round_id);
CREATE INDEX withdrawn_response_of_round ON public.withdrawn_response USING btree (tenant_id, round_id);
CREATE INDEX withdrawn_response_of_seat ON public.withdrawn_response USING btree (withdrawn_by);
alter table withdrawn_response enable row level security;
alter table withdrawn_response force row level security;
create policy inserted_by_acting_tenant on withdrawn_response for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on withdrawn_response for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
grant insert, select on withdrawn_response to bilin_app;
comment on table withdrawn_response is 'What a company had said 申辩 against a finding or a mark and withdrew.';
comment on column withdrawn_response.responded_at is 'When it was written, or last reworded.';
comment on policy inserted_by_acting_tenant on withdrawn_response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on withdrawn_response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';

alter default privileges grant execute on routines to bilin_owner;
