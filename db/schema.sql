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

CREATE OR REPLACE PROCEDURE app.attach(IN shows text, IN readers text[], IN about text[] DEFAULT NULL::text[], IN writers text[] DEFAULT '{}'::text[], IN most integer DEFAULT 3, IN deletable boolean DEFAULT true)
 LANGUAGE plpgsql
AS $procedure$
declare
  link constant text := shows || '_file';
  subjects constant text[] := coalesce(about, array[shows]);
  columns constant text := (select string_agg(quote_ident(s || '_id'), ', ') from unnest(subjects) s);
  named constant text := (select string_agg(quote_ident(r), ', ') from unnest(readers) r);
  alliance constant text := 'tenant_id = app.acting_tenant()';
  visible constant text := concat_ws(' or ', alliance,
    (select string_agg(format('%I = app.acting_tenant()', r), ' or ') from unnest(readers) r));
  attached constant text := concat_ws(' or ', alliance,
    (select string_agg(format('%I = app.acting_tenant()', w), ' or ') from unnest(writers) w));
  subject text;
  reader text;
begin
  execute format($table$
    create table %I (
      tenant_id        uuid not null default app.current_tenant() references tenant,
      author_tenant_id uuid not null default app.acting_tenant() references tenant,
      id               uuid not null default gen_random_uuid(),
      %s,
      file_id          uuid not null,
      place            smallint not null,
      %s,
      primary key (tenant_id, id),
      foreign key (tenant_id, file_id, %4$s) references file (tenant_id, id, %4$s),
      constraint files__enough check (place between 1 and %5$s),
      unique nulls not distinct (tenant_id, %6$s, place)
    )$table$,
    link,
    (select string_agg(format('%I uuid%s', s || '_id', case when about is null then ' not null' end), ', ') from unnest(subjects) s),
    (select string_agg(format('%I uuid not null', r), ', ') from unnest(readers) r),
    named, most, columns);
  if about is not null then
    execute format('alter table %I add check (num_nonnulls(%s) = 1)', link, columns);
  end if;
  execute format('create index %I on %I (tenant_id, file_id, %s)', link || '_of_file', link, named);
  execute format('create index %I on %I (author_tenant_id)', link || '_of_author', link);
  execute format('comment on table %I is %L', link, format('Which files a row of %s shows.', array_to_string(subjects, ' or ')));
  execute format('comment on column %I.place is %L', link, 'Its place among the files of its row, from 1.');
  foreach reader in array readers loop
    execute format('comment on column %I.%I is %L', link, reader, 'A member that may see it: the same as of its row and of its file.');
  end loop;
  foreach subject in array subjects loop
    execute format('alter table %I add foreign key (tenant_id, %I, %3$s) references %I (tenant_id, id, %3$s) on delete cascade',
      link, subject || '_id', named, subject);
    execute format('create index %I on %I (tenant_id, %I, %s)', link || '_of_' || subject, link, subject || '_id', named);
  end loop;
  execute format('create trigger deletes_unlinked_file after delete on %I for each row execute function app.delete_unlinked_file()', link);
  call app.isolate(link::regclass, deletable => deletable, promises => array[
    ['select', 'visible_to_those_named', visible],
    ['insert', 'attached_by_those_who_may', attached]
  ] || case when deletable then array[['delete', 'visible_to_those_named', visible]] end);
end $procedure$;
comment on procedure app.attach(pg_catalog.text,pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],integer,boolean) is 'Lets the rows of a table show files, by a table of links: called once, in a migration of the feature. Names the columns of the members who may see them, those of the members who may attach them beside the alliance, how many a row shows at most, and whether one may be taken away; about, where what shows them is a row of one of several tables.';

CREATE OR REPLACE FUNCTION app.check_session(session_hash text, OUT id uuid, OUT name text, OUT operator boolean)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  expires timestamptz;
  extended timestamptz;
  used timestamptz;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.current_tenant', true), '') <> '' then
    raise exception 'this connection already has a context' using errcode = 'BL001';
  end if;
  select person.id, person.name, person.operator, s.expires_at, least(now() + s.idle_minutes * interval '1 minute', s.ends_at), s.used_at
    into id, name, operator, expires, extended, used
    from session s join person on person.id = s.person_id
   where s.id_hash = session_hash and s.expires_at > now();
  if not found then
    raise exception 'nobody holds this session' using errcode = 'BL002';
  end if;
  -- At most once a minute, one without an idle limit every five, and not while another transaction of the same session is writing it.
  if extended > expires + interval '1 minute' or used < now() - interval '5 minutes' then
    update session set expires_at = extended, used_at = now()
     where id_hash = (select id_hash from session where id_hash = session_hash for update skip locked);
  end if;
  perform set_config('app.person', id::text, true);
end $function$;
alter routine app.check_session(text) owner to bilin_registry;
grant execute on routine app.check_session(text) to bilin_app;
grant execute on routine app.check_session(text) to bilin_session;
comment on function app.check_session(pg_catalog.text) is 'Whose session this is; extends it, and makes its holder the person of the transaction.';

CREATE OR REPLACE FUNCTION app.copy_names(changed uuid DEFAULT NULL::uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine app.copy_names(uuid) owner to bilin_registry;
grant execute on routine app.copy_names(uuid) to bilin_app;
grant execute on routine app.copy_names(uuid) to bilin_session;
comment on function app.copy_names(pg_catalog.uuid) is 'Makes the copies that a tenant has or that others have of it equal to the registry; of all tenants, if none is given. Called by every act that changes tenant, membership or seat.';

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

CREATE OR REPLACE FUNCTION app.delete_unlinked_file()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from public.file where tenant_id = old.tenant_id and id = old.file_id;
  return null;
exception when foreign_key_violation then
  return null; -- Something else shows it, too.
end $function$;
comment on function app.delete_unlinked_file() is 'Deletes the file of a link that was deleted, unless another link points to it.';

CREATE OR REPLACE FUNCTION app.enter(session_hash text, place text, preferred uuid DEFAULT NULL::uuid, clock timestamp with time zone DEFAULT NULL::timestamp with time zone, OUT person_id uuid, OUT person_name text, OUT operator boolean, OUT seat_id uuid, OUT role text, OUT title text, OUT acting_tenant_id uuid, OUT acting_tenant_slug text, OUT acting_tenant_name text, OUT acting_tenant_kind text, OUT acting_tenant_example boolean, OUT tenant_id uuid, OUT tenant_name text, OUT tenant_kind text, OUT tenant_example boolean, OUT now timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$;
alter routine app.enter(text,text,uuid,timestamp with time zone) owner to bilin_registry;
grant execute on routine app.enter(text,text,uuid,timestamp with time zone) to bilin_app;
comment on function app.enter(pg_catalog.text,pg_catalog.text,pg_catalog.uuid,timestamp with time zone) is 'The one way into a tenant: checks the session, the seat and the membership, once, and sets the context.';

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

CREATE OR REPLACE FUNCTION app.enter_operator(session_hash text, clock timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if not (select operator from app.check_session(session_hash)) then
    raise exception 'not an operator' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.operator', 'on', true),
          set_config('app.clock', coalesce(clock::text, ''), true);
end $function$;
alter routine app.enter_operator(text,timestamp with time zone) owner to bilin_registry;
grant execute on routine app.enter_operator(text,timestamp with time zone) to bilin_app;
comment on function app.enter_operator(pg_catalog.text,timestamp with time zone) is 'For the operator: the registry, and no tenant''s rows.';

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
comment on function app.enter_public(pg_catalog.text) is 'For somebody without a seat: one alliance, its published record to read, and what it asks residents.';

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
  perform set_config('app.current_tenant', target::text, true);
  return target;
end $function$;
alter routine app.enter_second_tenant(text) owner to bilin_registry;
grant execute on routine app.enter_second_tenant(text) to bilin_app;
comment on function app.enter_second_tenant(pg_catalog.text) is 'Moves from the tenant entered into another that the same seat may enter. Used by inSecondTenant alone.';

CREATE OR REPLACE FUNCTION app.find_shared_practices(alliance uuid, words tsquery, code text, by_rank boolean, most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
begin
  return query
    select s.id from shared_practice s
     where s.tenant_id = alliance and alliance = app.current_tenant() and s.superseded_at is null
       and (words is null or s.found_by @@ words)
       and (code is null or s.indicators @> array[code])
     order by case when by_rank then ts_rank(s.found_by, words) end desc nulls last, s.published_at desc, s.id desc
     limit most;
end $function$;
alter routine app.find_shared_practices(uuid,tsquery,text,boolean,integer) owner to bilin_registry;
grant execute on routine app.find_shared_practices(uuid,tsquery,text,boolean,integer) to bilin_app;
comment on function app.find_shared_practices(pg_catalog.uuid,pg_catalog.tsquery,pg_catalog.text,boolean,integer) is 'The ids of the current alliance''s practices that have these words and this indicator, best or newest first. The caller reads the rows under its own policies.';

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

CREATE OR REPLACE FUNCTION app.make_password_link(seat uuid, hash text, made timestamp with time zone, expires timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  holder uuid;
begin
  select s.person_id into holder
    from seat s
   where s.id = make_password_link.seat and s.ended_at is null
     and (app.operator() or (s.tenant_id = app.current_tenant() and s.tenant_id = app.acting_tenant()));
  if holder is null then
    raise exception 'no such seat here' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  -- A new password opens every seat of the person, so a tenant may do it for people who have seats with it alone.
  if not app.operator() and (
    (select operator from person where id = holder)
    or exists (select from seat s where s.person_id = holder and s.ended_at is null and s.tenant_id <> app.current_tenant())) then
    raise exception 'has seats elsewhere' using errcode = 'unique_violation', constraint = 'tenants__seats_elsewhere';
  end if;
  delete from password_link where person_id = holder and used_at is null;
  insert into password_link (person_id, seat_id, token_hash, made_at, made_by, expires_at)
  values (holder, seat, hash, made, app.person(), expires);
end $function$;
alter routine app.make_password_link(uuid,text,timestamp with time zone,timestamp with time zone) owner to bilin_registry;
grant execute on routine app.make_password_link(uuid,text,timestamp with time zone,timestamp with time zone) to bilin_app;
comment on function app.make_password_link(pg_catalog.uuid,pg_catalog.text,timestamp with time zone,timestamp with time zone) is 'Makes the link for whoever holds this seat of the current tenant, or any seat for the operator. Answers nothing about the person.';

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
comment on function app.public() is 'The alliance that somebody who has not signed in has entered: they read its published record and hand something in.';

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

CREATE OR REPLACE FUNCTION app.reachable_tenants()
 RETURNS TABLE(seat_id uuid, title text, role text, own_slug text, slug text, name text, kind text, example boolean, made_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
$function$;
alter routine app.reachable_tenants() owner to bilin_registry;
grant execute on routine app.reachable_tenants() to bilin_app;
comment on function app.reachable_tenants() is 'The tenants that the person of the transaction can enter, and by which seat: what the switcher lists.';

CREATE OR REPLACE PROCEDURE app.record_steps(IN subject regclass, IN stages text[], IN twice text, IN promises text[] DEFAULT '{}'::text[])
 LANGUAGE plpgsql
AS $procedure$
declare
  steps constant text := subject || '_step';
begin
  execute format('create table %I (
      tenant_id        uuid not null default app.current_tenant() references tenant,
      author_tenant_id uuid not null default app.acting_tenant() references tenant,
      id               uuid not null default gen_random_uuid(),
      subject_id       uuid not null,
      turn             integer not null check (turn >= 1),
      from_stage       text,
      to_stage         text not null,
      words            text check (words <> %L),
      at               timestamptz not null default app.now(),
      seat_id          uuid not null default app.seat_id() references seat,
      primary key (tenant_id, id),
      foreign key (tenant_id, subject_id) references %s,
      constraint %I unique (tenant_id, subject_id, turn),
      check (from_stage is distinct from to_stage),
      constraint %I check (to_stage = any (%L::text[]) and coalesce(from_stage = any (%6$L::text[]), turn = 1)))',
    steps, '', subject, twice, steps || '_stages', stages);
  execute format('create index %I on %I (author_tenant_id)', steps || '_of_author', steps);
  execute format('create index %I on %I (seat_id)', steps || '_of_seat', steps);
  execute format('comment on table %I is %L', steps, format('The steps of a %s from stage to stage; its stage is where the last one led.', subject));
  execute format('comment on column %I.turn is %L', steps, 'Counts the steps of a row from 1.');
  execute format('comment on column %I.from_stage is %L', steps, 'None where it began.');
  execute format('comment on column %I.words is %L', steps, 'The reason, where one was given.');
  call app.isolate(steps::regclass,
    insertable => '{tenant_id, author_tenant_id, id, subject_id, turn, from_stage, to_stage, words}', promises => promises);
end $procedure$;
comment on procedure app.record_steps(pg_catalog.regclass,pg_catalog.text[],pg_catalog.text,pg_catalog.text[]) is 'Makes the table of the steps of a table''s rows: called once, in a migration. Names the stages, the refusal of a turn taken twice, and the promises of app.isolate.';

CREATE OR REPLACE FUNCTION app.refresh_statistics(tables text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  filled regclass;
begin
  for filled in
    select c.oid from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relname = any (tables)
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'author_tenant_id')
  loop
    -- Where somebody else analyses it at this moment, that will do.
    execute format('analyze (skip_locked) %s', filled);
  end loop;
end $function$;
grant execute on routine app.refresh_statistics(text[]) to bilin_app;
grant execute on routine app.refresh_statistics(text[]) to bilin_worker;
comment on function app.refresh_statistics(pg_catalog.text[]) is 'Has tenants'' tables analysed, after an act that inserted many rows. Reads no row and answers nothing.';

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

CREATE OR REPLACE FUNCTION app.sign_in_name(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
RETURN (lower((regexp_replace(NORMALIZE(name, NFKC), '[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff·•・‧∙⋅]'::text, ''::text, 'g'::text) COLLATE "und-x-icu")) COLLATE "default");
grant execute on routine app.sign_in_name(text) to bilin_app;
grant execute on routine app.sign_in_name(text) to bilin_registry;
grant execute on routine app.sign_in_name(text) to bilin_session;
comment on function app.sign_in_name(pg_catalog.text) is 'A name as it is compared at sign-in: 张　三 and 张三 are one, as are 阿卜杜拉•买买提 and 阿卜杜拉·买买提, or José Li and josé li.';

CREATE OR REPLACE FUNCTION app.survey_results(of_surveys uuid[])
 RETURNS TABLE(survey_id uuid, question integer, answers integer, valid integer, total integer, squares integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select survey.id, given.question::integer, count(*)::integer, count(*) filter (where given.mark > 0)::integer,
         sum(given.mark)::integer, sum(given.mark * given.mark)::integer
    from survey
    join survey_answer on survey_answer.tenant_id = survey.tenant_id and survey_answer.survey_id = survey.id,
         unnest(survey_answer.answers) with ordinality given (mark, question)
   where survey.tenant_id = app.current_tenant() and survey.id = any (of_surveys) and survey.ended
   group by survey.id, given.question
  having count(*) filter (where given.mark > 0) >= 10
$function$;
alter routine app.survey_results(uuid[]) owner to bilin_registry;
grant execute on routine app.survey_results(uuid[]) to bilin_app;
comment on function app.survey_results(pg_catalog.uuid[]) is 'Of surveys that have ended, for the alliance: sums of the answers to each question that ten households or more have answered.';

CREATE OR REPLACE PROCEDURE app.take_in(IN tenant_table regclass, IN readable boolean DEFAULT false)
 LANGUAGE plpgsql
AS $procedure$
declare
  members text;
begin
  select pg_get_expr(polwithcheck, polrelid) into strict members
    from pg_policy where polrelid = tenant_table and polname = 'inserted_by_acting_tenant';
  execute format(
    'alter policy inserted_by_acting_tenant on %s with check (%s or (tenant_id = app.public() and author_tenant_id = app.public()))',
    tenant_table, members);
  execute format(
    'alter table %s alter column tenant_id set default coalesce(app.current_tenant(), app.public()),
                    alter column author_tenant_id set default coalesce(app.acting_tenant(), app.public())', tenant_table);
  if not readable then
    execute format('drop policy visible_in_current_tenant on %s', tenant_table);
    execute format('revoke select on %s from bilin_app', tenant_table);
  end if;
end $procedure$;
comment on procedure app.take_in(pg_catalog.regclass,boolean) is 'Opens a tenant''s table to inserts by the public, who read nothing of it. Called once, after app.isolate, in the migration that creates the table.';

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
  constraint calendar__year_entered_meanwhile PRIMARY KEY (year, version),
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

create table card_opening (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  constraint card_opening_pkey PRIMARY KEY (tenant_id, id),
  constraint card_opened_once UNIQUE (tenant_id, round_id, estate_id, author_tenant_id),
  constraint card_opening_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint card_opening_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint card_opening_tenant_id_round_id_estate_id_fkey FOREIGN KEY (tenant_id, round_id, estate_id) REFERENCES round_estate(tenant_id, round_id, estate_id)
);
CREATE INDEX card_opening_of_author ON public.card_opening USING btree (author_tenant_id);
alter table card_opening enable row level security;
alter table card_opening force row level security;
create policy inserted_by_acting_tenant on card_opening for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on card_opening for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
grant insert, select on card_opening to bilin_app;
comment on table card_opening is 'A company or community has opened a scorecard of its own; there is no row before.';
comment on policy visible_in_current_tenant on card_opening is 'of_its_member_alone: author_tenant_id = app.acting_tenant()';

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
  round_id uuid not null,
  lifts_veto boolean default false not null,
  constraint decision_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__already_decided UNIQUE NULLS NOT DISTINCT (tenant_id, finding_id, mark_id),
  constraint decision_check CHECK ((num_nonnulls(finding_id, mark_id) = 1)),
  constraint decision_check1 CHECK (((finding_id IS NULL) = (upheld IS NULL))),
  constraint decision_check2 CHECK (((finding_id IS NULL) OR (mark IS NULL))),
  constraint decision_check3 CHECK (((finding_id IS NULL) OR disclosed)),
  constraint decision_lifts_veto_of_standing CHECK (((NOT lifts_veto) OR (upheld IS FALSE))),
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
CREATE INDEX decision_of_round ON public.decision USING btree (tenant_id, round_id);
alter table decision enable row level security;
alter table decision force row level security;
create policy inserted_by_acting_tenant on decision for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
create policy updated_by_author_or_tenant on decision for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed)))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
create policy visible_in_current_tenant on decision for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
grant insert, select, update (upheld, mark, reason, decided_at, lifts_veto) on decision to bilin_app;
comment on table decision is 'What the coordinator decided on a finding or a mark, with the reason both will read.';
comment on column decision.disclosed is 'The same as of its mark; every finding is disclosed.';
comment on column decision.upheld is 'Of a finding. True: the response is right, the finding is struck and does not count.';
comment on column decision.mark is 'Of a mark, as it counts from now on: the same as the first where it was confirmed; null is 不适用.';
comment on column decision.round_id is 'Of its finding or mark.';
comment on column decision.lifts_veto is 'Of a finding that stands: true where the veto it names does not, so that it counts by its severity alone.';
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
create policy deleted_by_author_or_tenant on disclosed_dimension for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on disclosed_dimension for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy visible_in_current_tenant on disclosed_dimension for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
grant delete, insert, select on disclosed_dimension to bilin_app;
comment on table disclosed_dimension is 'What the company reads in place of single marks where its estate had too few visits.';
comment on column disclosed_dimension.visits is 'How many submitted visits there were.';
comment on column disclosed_dimension.percent is 'The mean of the dimension before findings count; null where nobody could judge it.';
comment on policy deleted_by_author_or_tenant on disclosed_dimension is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
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
CREATE INDEX estate_by_name ON public.estate USING btree (tenant_id, name COLLATE app.name_order, id) WHERE (removed_at IS NULL);
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
  ignored text[] default '{}'::text[] not null,
  hidden integer default 0 not null,
  unfinished jsonb default '[]'::jsonb not null,
  passed jsonb default '[]'::jsonb not null,
  present text[] default '{}'::text[] not null,
  blanks text default 'keep'::text not null,
  tab text default ''::text not null,
  other_tabs text[] default '{}'::text[] not null,
  file bytea,
  confirmed_at timestamp with time zone,
  undo jsonb,
  constraint estate_import_pkey PRIMARY KEY (tenant_id, id),
  constraint estates__blanks_unknown CHECK ((blanks = ANY (ARRAY['keep'::text, 'clear'::text]))),
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
create policy updated_by_author_or_tenant on estate_import for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on estate_import for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant delete, insert, select, update (rows, ignored, hidden, unfinished, passed, present, blanks, tab, other_tabs, file, confirmed_at, undo) on estate_import to bilin_app;
comment on table estate_import is 'A file that was read; gone once given up or undone, or after a day.';
comment on column estate_import.source is 'The file''s name; blank when pasted.';
comment on column estate_import.rows is 'What the file says of each estate, clean: packages/domain estates/rows.ts.';
comment on column estate_import.ignored is 'Columns of the file that are none of ours.';
comment on column estate_import.hidden is 'Rows a filter in Excel was hiding; they are read like the others.';
comment on column estate_import.unfinished is 'Rows that cannot be imported yet, as typed, with their problems: packages/domain estates/unfinished.ts.';
comment on column estate_import.passed is 'Lines of the file that are no rows: sums, remarks, signatures.';
comment on column estate_import.present is 'Which of our columns the file has.';
comment on column estate_import.blanks is 'What an empty cell does to what is there: keep or clear.';
comment on column estate_import.tab is 'The sheet of the file that was read; blank when pasted.';
comment on column estate_import.other_tabs is 'The other sheets of the file that have the same columns.';
comment on column estate_import.file is 'The file itself, to read another sheet or other columns of it; null once confirmed.';
comment on column estate_import.confirmed_at is 'When its rows were imported; null while it is a draft.';
comment on column estate_import.undo is 'What each imported row changed, to undo it: packages/domain estates/undo.ts.';

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
CREATE INDEX event_of_member ON public.event USING btree (tenant_id, author_tenant_id, at DESC, id DESC);
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

create table fairness (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  basis text not null,
  outcome jsonb not null,
  computed_at timestamp with time zone default app.now() not null,
  constraint fairness_pkey PRIMARY KEY (tenant_id, id),
  constraint fairness_tenant_id_round_id_key UNIQUE (tenant_id, round_id),
  constraint fairness_basis_check CHECK ((basis <> ''::text)),
  constraint fairness_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint fairness_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint fairness_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX fairness_of_author ON public.fairness USING btree (author_tenant_id);
alter table fairness enable row level security;
alter table fairness force row level security;
create policy inserted_by_acting_tenant on fairness for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on fairness for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on fairness for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant insert, select, update (basis, outcome, computed_at) on fairness to bilin_app;
comment on table fairness is 'How fair a round''s marks are 公平性, as computed last.';
comment on column fairness.basis is 'What it was computed from; with another basis it is out of date.';
comment on policy inserted_by_acting_tenant on fairness is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on fairness is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on fairness is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table file (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  kind text not null,
  name text default ''::text not null,
  sha256 text not null,
  size integer not null,
  width smallint,
  height smallint,
  reviewer_id uuid,
  company_id uuid,
  community_id uuid,
  stored_in text default 'row'::text not null,
  bytes bytea,
  made_at timestamp with time zone default app.now() not null,
  constraint file_pkey PRIMARY KEY (tenant_id, id),
  constraint file_tenant_id_id_company_id_community_id_key UNIQUE (tenant_id, id, company_id, community_id),
  constraint file_tenant_id_id_company_id_key UNIQUE (tenant_id, id, company_id),
  constraint file_tenant_id_id_reviewer_id_key UNIQUE (tenant_id, id, reviewer_id),
  constraint file_check CHECK (((kind = 'pdf'::text) = (name <> ''::text))),
  constraint file_check1 CHECK (
CASE kind
    WHEN 'photo'::text THEN (num_nulls(width, height) = 0)
    ELSE (num_nonnulls(width, height) = 0)
END),
  constraint file_check2 CHECK (((stored_in = 'row'::text) = (bytes IS NOT NULL))),
  constraint file_check3 CHECK ((octet_length(bytes) = size)),
  constraint file_height_check CHECK (((height >= 1) AND (height <= 1600))),
  constraint file_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'pdf'::text]))),
  constraint file_size_check CHECK ((size > 0)),
  constraint file_stored_in_check CHECK ((stored_in = ANY (ARRAY['row'::text, 'store'::text]))),
  constraint file_width_check CHECK (((width >= 1) AND (width <= 1600))),
  constraint files__pdf_too_large CHECK (((kind <> 'pdf'::text) OR (size <= 5000000))),
  constraint files__photo_too_large CHECK (((kind <> 'photo'::text) OR (size <= 2000000))),
  constraint file_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint file_community_id_fkey FOREIGN KEY (community_id) REFERENCES tenant(id),
  constraint file_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint file_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES tenant(id),
  constraint file_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX file_of_author ON public.file USING btree (author_tenant_id);
CREATE INDEX file_of_community ON public.file USING btree (community_id);
CREATE INDEX file_of_company ON public.file USING btree (company_id);
CREATE INDEX file_of_reviewer ON public.file USING btree (reviewer_id);
alter table file enable row level security;
alter table file force row level security;
create policy deleted_by_author_or_tenant on file for delete to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on file for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR ((reviewer_id = app.acting_tenant()) AND (company_id IS NULL) AND (community_id IS NULL)) OR ((company_id = app.acting_tenant()) AND (reviewer_id IS NULL)))));
create policy visible_in_current_tenant on file for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
grant delete, insert, select on file to bilin_app;
comment on table file is 'One photo or PDF, once for each circle of people that may see it; never changed.';
comment on column file.id is 'Made by the device that sends it, so that sending it twice inserts it once.';
comment on column file.name is 'What a PDF is called, without what no file system accepts; blank for a photo.';
comment on column file.sha256 is 'Of the bytes, in hex.';
comment on column file.size is 'Bytes.';
comment on column file.width is 'Pixels; null for a PDF.';
comment on column file.reviewer_id is 'A member beside the coordinator that may see this copy; so are company_id and community_id.';
comment on column file.stored_in is 'Where its bytes are: in this row. "store", outside of the database, is for later; nothing is there yet.';
comment on policy deleted_by_author_or_tenant on file is 'visible_to_those_named: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on file is 'visible_to_those_named: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()
names_no_reviewer_beside_a_company: tenant_id = app.acting_tenant() or (reviewer_id = app.acting_tenant() and company_id is null and community_id is null) or (company_id = app.acting_tenant() and reviewer_id is null)';
comment on policy visible_in_current_tenant on file is 'visible_to_those_named: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

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
create policy deleted_by_author_or_tenant on finding for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on finding for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy visible_in_current_tenant on finding for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
grant delete, insert, select on finding to bilin_app;
comment on table finding is 'A problem disclosed to the reviewed company, without who found it; the same one found twice is here once.';
comment on column finding.veto is 'Which veto of the rubric it says applies; decided on before publication.';
comment on policy deleted_by_author_or_tenant on finding is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on finding is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()
between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on finding is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

create table finding_file (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  finding_id uuid not null,
  file_id uuid not null,
  place smallint not null,
  company_id uuid not null,
  constraint finding_file_pkey PRIMARY KEY (tenant_id, id),
  constraint finding_file_tenant_id_finding_id_place_key UNIQUE NULLS NOT DISTINCT (tenant_id, finding_id, place),
  constraint files__enough CHECK (((place >= 1) AND (place <= 99))),
  constraint finding_file_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint finding_file_tenant_id_file_id_company_id_fkey FOREIGN KEY (tenant_id, file_id, company_id) REFERENCES file(tenant_id, id, company_id),
  constraint finding_file_tenant_id_finding_id_company_id_fkey FOREIGN KEY (tenant_id, finding_id, company_id) REFERENCES finding(tenant_id, id, company_id) ON DELETE CASCADE,
  constraint finding_file_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX finding_file_of_author ON public.finding_file USING btree (author_tenant_id);
CREATE INDEX finding_file_of_file ON public.finding_file USING btree (tenant_id, file_id, company_id);
CREATE INDEX finding_file_of_finding ON public.finding_file USING btree (tenant_id, finding_id, company_id);
alter table finding_file enable row level security;
alter table finding_file force row level security;
create policy inserted_by_acting_tenant on finding_file for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on finding_file for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
CREATE TRIGGER deletes_unlinked_file AFTER DELETE ON public.finding_file FOR EACH ROW EXECUTE FUNCTION app.delete_unlinked_file();
grant insert, select on finding_file to bilin_app;
comment on table finding_file is 'Which files a row of finding shows.';
comment on column finding_file.place is 'Its place among the files of its row, from 1.';
comment on column finding_file.company_id is 'A member that may see it: the same as of its row and of its file.';
comment on policy inserted_by_acting_tenant on finding_file is 'attached_by_those_who_may: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on finding_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

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
  constraint improvement_tenant_id_id_company_id_community_id_key UNIQUE (tenant_id, id, company_id, community_id),
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

create table improvement_file (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  improvement_id uuid not null,
  file_id uuid not null,
  place smallint not null,
  company_id uuid not null,
  community_id uuid not null,
  constraint improvement_file_pkey PRIMARY KEY (tenant_id, id),
  constraint improvement_file_tenant_id_improvement_id_place_key UNIQUE NULLS NOT DISTINCT (tenant_id, improvement_id, place),
  constraint files__enough CHECK (((place >= 1) AND (place <= 3))),
  constraint improvement_file_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint improvement_file_tenant_id_file_id_company_id_community_id_fkey FOREIGN KEY (tenant_id, file_id, company_id, community_id) REFERENCES file(tenant_id, id, company_id, community_id),
  constraint improvement_file_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint improvement_file_tenant_id_improvement_id_company_id_commu_fkey FOREIGN KEY (tenant_id, improvement_id, company_id, community_id) REFERENCES improvement(tenant_id, id, company_id, community_id) ON DELETE CASCADE
);
CREATE INDEX improvement_file_of_author ON public.improvement_file USING btree (author_tenant_id);
CREATE INDEX improvement_file_of_file ON public.improvement_file USING btree (tenant_id, file_id, company_id, community_id);
CREATE INDEX improvement_file_of_improvement ON public.improvement_file USING btree (tenant_id, improvement_id, company_id, community_id);
alter table improvement_file enable row level security;
alter table improvement_file force row level security;
create policy deleted_by_author_or_tenant on improvement_file for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on improvement_file for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy visible_in_current_tenant on improvement_file for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
CREATE TRIGGER deletes_unlinked_file AFTER DELETE ON public.improvement_file FOR EACH ROW EXECUTE FUNCTION app.delete_unlinked_file();
grant delete, insert, select on improvement_file to bilin_app;
comment on table improvement_file is 'Which files a row of improvement shows.';
comment on column improvement_file.place is 'Its place among the files of its row, from 1.';
comment on column improvement_file.company_id is 'A member that may see it: the same as of its row and of its file.';
comment on column improvement_file.community_id is 'A member that may see it: the same as of its row and of its file.';
comment on policy deleted_by_author_or_tenant on improvement_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on improvement_file is 'attached_by_those_who_may: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on improvement_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

create table indicator_value (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  origin text not null,
  mark smallint,
  counted numeric,
  numerator numeric,
  denominator numeric,
  period_from date not null,
  period_until date not null,
  source text default ''::text not null,
  as_of date,
  reason text default ''::text not null,
  rubric_version integer not null,
  set_by uuid default app.seat_id() not null,
  set_at timestamp with time zone default app.now() not null,
  revision integer default 1 not null,
  low numeric,
  high numeric,
  constraint indicator_value_pkey PRIMARY KEY (tenant_id, id),
  constraint indicator_value_tenant_id_id_company_id_key UNIQUE (tenant_id, id, company_id),
  constraint scorecards__value_changed_meanwhile UNIQUE (tenant_id, round_id, estate_id, indicator),
  constraint indicator_value_check CHECK ((period_from <= period_until)),
  constraint indicator_value_check1 CHECK (((origin <> 'not_applicable'::text) = (mark IS NOT NULL))),
  constraint indicator_value_check2 CHECK (
CASE origin
    WHEN 'not_applicable'::text THEN (reason <> ''::text)
    ELSE ((source <> ''::text) AND (as_of IS NOT NULL) AND (reason = ''::text))
END),
  constraint indicator_value_check3 CHECK (((origin <> 'not_applicable'::text) OR (num_nonnulls(counted, numerator, denominator) = 0))),
  constraint indicator_value_check4 CHECK (((numerator IS NULL) = (denominator IS NULL))),
  constraint indicator_value_check5 CHECK ((((origin = 'surveyed'::text) = (low IS NOT NULL)) AND ((low IS NULL) = (high IS NULL)) AND (low <= high))),
  constraint indicator_value_denominator_check CHECK ((denominator > (0)::numeric)),
  constraint indicator_value_numerator_check CHECK ((numerator >= (0)::numeric)),
  constraint indicator_value_origin_check CHECK ((origin = ANY (ARRAY['entered'::text, 'surveyed'::text, 'not_applicable'::text]))),
  constraint indicator_value_revision_check CHECK ((revision >= 1)),
  constraint indicator_value_rubric_version_check CHECK ((rubric_version >= 1)),
  constraint scorecards__counted_negative CHECK ((counted >= (0)::numeric)),
  constraint scorecards__mark_out_of_range CHECK (((mark >= 1) AND (mark <= 5))),
  constraint indicator_value_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint indicator_value_set_by_fkey FOREIGN KEY (set_by) REFERENCES seat(id),
  constraint indicator_value_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint indicator_value_tenant_id_round_id_estate_id_company_id_co_fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id) ON DELETE CASCADE
);
CREATE INDEX indicator_value_of_author ON public.indicator_value USING btree (author_tenant_id);
CREATE INDEX indicator_value_of_estate ON public.indicator_value USING btree (tenant_id, round_id, estate_id, company_id, community_id);
CREATE INDEX indicator_value_of_seat ON public.indicator_value USING btree (set_by);
alter table indicator_value enable row level security;
alter table indicator_value force row level security;
create policy deleted_by_author_or_tenant on indicator_value for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on indicator_value for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy updated_by_author_or_tenant on indicator_value for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy visible_in_current_tenant on indicator_value for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
grant delete, insert, select, update (origin, mark, counted, numerator, denominator, period_from, period_until, source, as_of, reason, set_by, set_at, revision, low, high) on indicator_value to bilin_app;
comment on table indicator_value is 'The value of an indicator that no reviewer marks: one per round, estate and indicator.';
comment on column indicator_value.origin is 'Entered by the coordinator with a source and evidence, taken from the round''s survey, or not applicable with a reason.';
comment on column indicator_value.mark is '5 优 … 1 差, by the indicator''s scale or anchors.';
comment on column indicator_value.counted is 'The number that the scale made the mark of.';
comment on column indicator_value.source is 'Where it is from, in words: 街道 12345 月报 2026-09.';
comment on column indicator_value.as_of is 'The day up to which the source counts.';
comment on column indicator_value.rubric_version is 'The version of the rubric that defined the indicator.';
comment on column indicator_value.revision is 'Counts the changes, so that a second tab cannot save over the first.';
comment on column indicator_value.low is 'The 90 % interval of a survey''s mean; high is its upper end.';
comment on policy deleted_by_author_or_tenant on indicator_value is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on indicator_value is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()
between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on indicator_value is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on indicator_value is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

create table indicator_value_file (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  indicator_value_id uuid not null,
  file_id uuid not null,
  place smallint not null,
  company_id uuid not null,
  constraint indicator_value_file_pkey PRIMARY KEY (tenant_id, id),
  constraint indicator_value_file_tenant_id_indicator_value_id_place_key UNIQUE NULLS NOT DISTINCT (tenant_id, indicator_value_id, place),
  constraint files__enough CHECK (((place >= 1) AND (place <= 3))),
  constraint indicator_value_file_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint indicator_value_file_tenant_id_file_id_company_id_fkey FOREIGN KEY (tenant_id, file_id, company_id) REFERENCES file(tenant_id, id, company_id),
  constraint indicator_value_file_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint indicator_value_file_tenant_id_indicator_value_id_company__fkey FOREIGN KEY (tenant_id, indicator_value_id, company_id) REFERENCES indicator_value(tenant_id, id, company_id) ON DELETE CASCADE
);
CREATE INDEX indicator_value_file_of_author ON public.indicator_value_file USING btree (author_tenant_id);
CREATE INDEX indicator_value_file_of_file ON public.indicator_value_file USING btree (tenant_id, file_id, company_id);
CREATE INDEX indicator_value_file_of_indicator_value ON public.indicator_value_file USING btree (tenant_id, indicator_value_id, company_id);
alter table indicator_value_file enable row level security;
alter table indicator_value_file force row level security;
create policy deleted_by_author_or_tenant on indicator_value_file for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on indicator_value_file for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on indicator_value_file for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
CREATE TRIGGER deletes_unlinked_file AFTER DELETE ON public.indicator_value_file FOR EACH ROW EXECUTE FUNCTION app.delete_unlinked_file();
grant delete, insert, select on indicator_value_file to bilin_app;
comment on table indicator_value_file is 'Which files a row of indicator_value shows.';
comment on column indicator_value_file.place is 'Its place among the files of its row, from 1.';
comment on column indicator_value_file.company_id is 'A member that may see it: the same as of its row and of its file.';
comment on policy deleted_by_author_or_tenant on indicator_value_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on indicator_value_file is 'attached_by_those_who_may: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on indicator_value_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

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
  name text,
  phone text,
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_token_hash_key UNIQUE (token_hash),
  constraint invitation_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint invitation_phone_check CHECK ((phone ~ '^\+?[0-9]{5,15}$'::text)),
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
comment on column invitation.name is 'As the inviter wrote it; whoever accepts may write it otherwise.';
comment on column invitation.phone is 'The same for the number; nobody signs in by it before the invitation is accepted.';

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
  value_id uuid,
  constraint mark_pkey PRIMARY KEY (tenant_id, id),
  constraint mark_tenant_id_id_company_id_disclosed_key UNIQUE (tenant_id, id, company_id, disclosed),
  constraint mark_check CHECK (((excluded IS NULL) OR (mark IS NULL))),
  constraint mark_check1 CHECK (((counted IS NULL) OR (mark IS NOT NULL))),
  constraint mark_counted_check CHECK ((counted >= (0)::numeric)),
  constraint mark_excluded_check CHECK ((excluded <> ''::text)),
  constraint scorecards__mark_out_of_range CHECK (((mark >= 1) AND (mark <= 5))),
  constraint mark_tenant_id_round_id_estate_id_company_id_community_id_fkey FOREIGN KEY (tenant_id, round_id, estate_id, company_id, community_id) REFERENCES round_estate(tenant_id, round_id, estate_id, company_id, community_id)
);
CREATE INDEX mark_of_round ON public.mark USING btree (tenant_id, round_id, estate_id, company_id, community_id);
alter table mark enable row level security;
alter table mark force row level security;
create policy deleted_by_author_or_tenant on mark for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on mark for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
create policy visible_in_current_tenant on mark for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR ((company_id = app.acting_tenant()) AND disclosed))));
grant delete, insert, select on mark to bilin_app;
comment on table mark is 'One mark disclosed to the reviewed company, without who gave it.';
comment on column mark.mark is '5 优 … 1 差 as the reviewer gave it; null is 不适用, or left out with the reason in excluded.';
comment on column mark.counted is 'Faults, or percent, as counted on the spot.';
comment on column mark.disclosed is 'Whether the company reads it: false where its estate had too few submitted visits.';
comment on column mark.value_id is 'The value that it discloses, where no reviewer gave it; null of a mark from a visit.';
comment on policy deleted_by_author_or_tenant on mark is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on mark is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()
between_company_and_alliance: tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)';
comment on policy visible_in_current_tenant on mark is 'between_company_and_alliance: tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)';

create table mark_source (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  visit_id uuid not null,
  reviewer_id uuid not null,
  round_id uuid not null,
  mark_ids uuid[] not null,
  constraint mark_source_pkey PRIMARY KEY (tenant_id, id),
  constraint mark_source_tenant_id_visit_id_key UNIQUE (tenant_id, visit_id),
  constraint mark_source_mark_ids_check CHECK ((cardinality(mark_ids) > 0))
);
CREATE INDEX mark_source_of_round ON public.mark_source USING btree (tenant_id, round_id);
alter table mark_source enable row level security;
alter table mark_source force row level security;
create policy deleted_by_author_or_tenant on mark_source for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on mark_source for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on mark_source for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant delete, insert, select on mark_source to bilin_app;
comment on table mark_source is 'Which marks came from a visit, for the coordinator alone.';
comment on column mark_source.mark_ids is 'The ids of its marks.';
comment on policy deleted_by_author_or_tenant on mark_source is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
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
  measurement integer,
  decisive boolean,
  constraint measured_effect_pkey PRIMARY KEY (tenant_id, id),
  constraint measured_effect_tenant_id_round_id_version_practice_id_indi_key UNIQUE (tenant_id, round_id, version, practice_id, indicator),
  constraint measured_effect_adopters_check CHECK ((adopters >= 1)),
  constraint measured_effect_check CHECK (((low <= points) AND (points <= high))),
  constraint measured_effect_check1 CHECK ((num_nulls(points, low, high) = ANY (ARRAY[0, 3]))),
  constraint measured_effect_check2 CHECK ((num_nulls(adopters_before, adopters_after, others_before, others_after) = ANY (ARRAY[0, 4]))),
  constraint measured_effect_check3 CHECK (((measurement IS NULL) OR ((points IS NULL) = (decisive IS NULL)))),
  constraint measured_effect_measurement_check CHECK ((measurement >= 0)),
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
comment on column measured_effect.points is 'By how many percent more the indicator rose with the practice, by the mean of two methods; low, high: the 90 % confidence interval that holds both methods''. Null where too little could be compared.';
comment on column measured_effect.adopters_before is 'Average percent; null where a member could work out a single neighbour by it.';
comment on column measured_effect.measurement is 'Which measurement of this practice in this indicator it is, from 1; 0 while too few could be compared. Null in rows that were computed in the first way, which are not shown.';
comment on column measured_effect.decisive is 'Whether both methods exclude 0 surely enough to call it better or worse, allowing for all measurements.';
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

create table neighbour (
  tenant_id uuid not null,
  id uuid not null,
  slug text not null,
  name text not null,
  kind text not null,
  example boolean not null,
  constraint neighbour_pkey PRIMARY KEY (tenant_id, id),
  constraint neighbour_kind_check CHECK ((kind = ANY (ARRAY['community'::text, 'company'::text, 'unit'::text, 'alliance'::text]))),
  constraint neighbour_id_fkey FOREIGN KEY (id) REFERENCES tenant(id),
  constraint neighbour_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX neighbour_of_tenant ON public.neighbour USING btree (id);
alter table neighbour enable row level security;
alter table neighbour force row level security;
create policy copied_by_the_registry on neighbour for all to bilin_registry using (true) with check (true);
create policy visible_in_current_tenant on neighbour for select to bilin_app, bilin_worker using ((tenant_id = app.current_tenant()));
grant select on neighbour to bilin_app;
grant delete, insert, select, update (slug, name, kind, example) on neighbour to bilin_registry;
grant select on neighbour to bilin_worker;
comment on table neighbour is 'A tenant whose name tenant_id may read: itself, a member or an alliance. A copy made by app.copy_names.';

create table neighbour_seat (
  tenant_id uuid not null,
  id uuid not null,
  neighbour_id uuid not null,
  role text not null,
  title text not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint neighbour_seat_pkey PRIMARY KEY (tenant_id, id),
  constraint neighbour_seat_role_check CHECK ((role = ANY (ARRAY['secretary'::text, 'staff'::text, 'manager'::text, 'liaison'::text, 'coordinator'::text]))),
  constraint neighbour_seat_id_fkey FOREIGN KEY (id) REFERENCES seat(id),
  constraint neighbour_seat_tenant_id_neighbour_id_fkey FOREIGN KEY (tenant_id, neighbour_id) REFERENCES neighbour(tenant_id, id)
);
CREATE INDEX neighbour_seat_of_neighbour ON public.neighbour_seat USING btree (tenant_id, neighbour_id);
CREATE INDEX neighbour_seat_of_seat ON public.neighbour_seat USING btree (id);
alter table neighbour_seat enable row level security;
alter table neighbour_seat force row level security;
create policy copied_by_the_registry on neighbour_seat for all to bilin_registry using (true) with check (true);
create policy visible_in_current_tenant on neighbour_seat for select to bilin_app, bilin_worker using ((tenant_id = app.current_tenant()));
grant select on neighbour_seat to bilin_app;
grant delete, insert, select, update (role, title, ended_at) on neighbour_seat to bilin_registry;
grant select on neighbour_seat to bilin_worker;
comment on table neighbour_seat is 'A seat of a neighbour, also one that has ended; never whose it is. A copy made by app.copy_names.';

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

create table password_link (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  seat_id uuid not null,
  token_hash text not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint password_link_pkey PRIMARY KEY (id),
  constraint password_link_token_hash_key UNIQUE (token_hash),
  constraint password_link_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id),
  constraint password_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint password_link_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id)
);
CREATE INDEX password_link_made_by ON public.password_link USING btree (made_by);
CREATE INDEX password_link_of_person ON public.password_link USING btree (person_id);
CREATE INDEX password_link_of_seat ON public.password_link USING btree (seat_id);
alter table password_link enable row level security;
alter table password_link force row level security;
create policy finds_earlier_links on password_link for select to bilin_registry using (true);
create policy holds_the_link on password_link for select to bilin_session using ((token_hash = app.lookup_key()));
create policy makes_a_link on password_link for insert to bilin_registry with check (((made_by = app.person()) AND (used_at IS NULL)));
create policy replaces_unused_links on password_link for delete to bilin_registry using ((used_at IS NULL));
create policy used_with_the_link on password_link for update to bilin_session using ((token_hash = app.lookup_key())) with check ((token_hash = app.lookup_key()));
grant delete, insert, select on password_link to bilin_registry;
grant select, update (used_at) on password_link to bilin_session;
comment on table password_link is 'A link that sets a new password once, before it expires. Of one person the newest alone works.';
comment on column password_link.seat_id is 'The seat whose holder it was made for; its tenant records that it was used.';

create table person (
  id uuid default gen_random_uuid() not null,
  name text not null,
  phone text,
  operator boolean default false not null,
  made_at timestamp with time zone default app.now() not null,
  sign_in_name text generated always as (app.sign_in_name(name)) stored not null,
  constraint person_pkey PRIMARY KEY (id),
  constraint tenants__phone_taken UNIQUE (phone),
  constraint tenants__person_name_blank CHECK ((name <> ''::text))
);
CREATE INDEX person_by_sign_in_name ON public.person USING btree (sign_in_name);
alter table person enable row level security;
alter table person force row level security;
create policy change_oneself on person for update to bilin_app using ((app.operator() OR (id = app.person()))) with check ((app.operator() OR (id = app.person())));
create policy decides_who_enters on person for select to bilin_registry using (true);
create policy inserts_oneself on person for insert to bilin_session with check (((id = app.person()) AND (NOT operator)));
create policy inserts_the_first_operator on person for insert to bilin_registry with check (operator);
create policy looked_up on person for select to bilin_session using ((((app.lookup_key() = sign_in_name) OR (app.lookup_key() = phone)) OR (id = app.person())));
create policy oneself on person for select to bilin_app using ((app.operator() OR (id = app.person())));
grant select, update (name, phone) on person to bilin_app;
grant insert, select on person to bilin_registry;
grant insert (id, name, phone), select on person to bilin_session;
comment on table person is 'Somebody who can sign in, by name or phone.';
comment on column person.sign_in_name is 'What the typed name is compared with. Several people may have the same; their passwords tell them apart.';

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
  subject_id uuid not null,
  turn integer not null,
  from_stage text,
  to_stage text not null,
  words text,
  at timestamp with time zone default app.now() not null,
  seat_id uuid default app.seat_id() not null,
  constraint project_step_pkey PRIMARY KEY (tenant_id, id),
  constraint projects__moved_on UNIQUE (tenant_id, subject_id, turn),
  constraint project_step_check CHECK ((from_stage IS DISTINCT FROM to_stage)),
  constraint project_step_stages CHECK (((to_stage = ANY ('{proposed,running,closing,closed}'::text[])) AND COALESCE((from_stage = ANY ('{proposed,running,closing,closed}'::text[])), (turn = 1)))),
  constraint project_step_turn_check CHECK ((turn >= 1)),
  constraint project_step_words_check CHECK ((words <> ''::text)),
  constraint project_step_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint project_step_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint project_step_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint project_step_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES project(tenant_id, id)
);
CREATE INDEX project_step_of_author ON public.project_step USING btree (author_tenant_id);
CREATE INDEX project_step_of_seat ON public.project_step USING btree (seat_id);
alter table project_step enable row level security;
alter table project_step force row level security;
create policy inserted_by_acting_tenant on project_step for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (app.acting_tenant_kind() = ANY (ARRAY['community'::text, 'alliance'::text]))));
create policy visible_in_current_tenant on project_step for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert (tenant_id, author_tenant_id, id, subject_id, turn, from_stage, to_stage, words), select on project_step to bilin_app;
comment on table project_step is 'The steps of a project from stage to stage; its stage is where the last one led.';
comment on column project_step.turn is 'Counts the steps of a row from 1.';
comment on column project_step.from_stage is 'None where it began.';
comment on column project_step.words is 'The reason, where one was given.';
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
  disclosed boolean default true not null,
  constraint response_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__already_responded UNIQUE NULLS NOT DISTINCT (tenant_id, finding_id, mark_id),
  constraint response_check CHECK ((num_nonnulls(finding_id, mark_id) = 1)),
  constraint response_check1 CHECK (((mark_id IS NULL) OR disputes)),
  constraint response_disclosed_check CHECK (disclosed),
  constraint scorecards__response_blank CHECK (((text <> ''::text) OR (NOT disputes))),
  constraint response_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint response_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint response_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id),
  constraint scorecards__finding_not_found FOREIGN KEY (tenant_id, finding_id, author_tenant_id, round_id) REFERENCES finding(tenant_id, id, company_id, round_id),
  constraint scorecards__mark_not_found FOREIGN KEY (tenant_id, mark_id, author_tenant_id, disclosed) REFERENCES mark(tenant_id, id, company_id, disclosed)
);
CREATE INDEX response_of_author ON public.response USING btree (author_tenant_id);
CREATE INDEX response_of_finding ON public.response USING btree (tenant_id, finding_id, author_tenant_id, round_id);
CREATE INDEX response_of_mark ON public.response USING btree (tenant_id, mark_id, author_tenant_id, disclosed);
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
comment on column response.disclosed is 'The same as of its mark: nobody responds to a mark that they cannot read.';
comment on policy deleted_by_author_or_tenant on response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()
withdrawn_by_its_company: author_tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';

create table response_file (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  finding_id uuid,
  mark_id uuid,
  file_id uuid not null,
  place smallint not null,
  company_id uuid not null,
  disclosed boolean default true not null,
  constraint response_file_pkey PRIMARY KEY (tenant_id, id),
  constraint response_file_tenant_id_finding_id_mark_id_place_key UNIQUE NULLS NOT DISTINCT (tenant_id, finding_id, mark_id, place),
  constraint files__enough CHECK (((place >= 1) AND (place <= 3))),
  constraint response_file_check CHECK ((num_nonnulls(finding_id, mark_id) = 1)),
  constraint response_file_disclosed_check CHECK (disclosed),
  constraint response_file_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint response_file_tenant_id_file_id_company_id_fkey FOREIGN KEY (tenant_id, file_id, company_id) REFERENCES file(tenant_id, id, company_id),
  constraint response_file_tenant_id_finding_id_company_id_fkey FOREIGN KEY (tenant_id, finding_id, company_id) REFERENCES finding(tenant_id, id, company_id) ON DELETE CASCADE,
  constraint response_file_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint response_file_to_mark FOREIGN KEY (tenant_id, mark_id, company_id, disclosed) REFERENCES mark(tenant_id, id, company_id, disclosed) ON DELETE CASCADE
);
CREATE INDEX response_file_of_author ON public.response_file USING btree (author_tenant_id);
CREATE INDEX response_file_of_file ON public.response_file USING btree (tenant_id, file_id, company_id);
CREATE INDEX response_file_of_finding ON public.response_file USING btree (tenant_id, finding_id, company_id);
CREATE INDEX response_file_of_mark ON public.response_file USING btree (tenant_id, mark_id, company_id, disclosed);
alter table response_file enable row level security;
alter table response_file force row level security;
create policy deleted_by_author_or_tenant on response_file for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on response_file for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
create policy visible_in_current_tenant on response_file for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
CREATE TRIGGER deletes_unlinked_file AFTER DELETE ON public.response_file FOR EACH ROW EXECUTE FUNCTION app.delete_unlinked_file();
grant delete, insert, select on response_file to bilin_app;
comment on table response_file is 'Which files a row of finding or mark shows.';
comment on column response_file.place is 'Its place among the files of its row, from 1.';
comment on column response_file.company_id is 'A member that may see it: the same as of its row and of its file.';
comment on column response_file.disclosed is 'The same as of its mark.';
comment on policy deleted_by_author_or_tenant on response_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on response_file is 'attached_by_those_who_may: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on response_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

create table response_reminder (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  company_id uuid not null,
  note text not null,
  sent_by uuid default app.seat_id() not null,
  sent_at timestamp with time zone default app.now() not null,
  constraint response_reminder_pkey PRIMARY KEY (tenant_id, id),
  constraint response_reminder_note_check CHECK (((note <> ''::text) AND (length(note) <= 500))),
  constraint response_reminder_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint response_reminder_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint response_reminder_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES seat(id),
  constraint response_reminder_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint response_reminder_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX response_reminder_of_author ON public.response_reminder USING btree (author_tenant_id);
CREATE INDEX response_reminder_of_company ON public.response_reminder USING btree (tenant_id, round_id, company_id, sent_at DESC);
CREATE INDEX response_reminder_of_seat ON public.response_reminder USING btree (sent_by);
CREATE INDEX response_reminder_to_company ON public.response_reminder USING btree (company_id);
alter table response_reminder enable row level security;
alter table response_reminder force row level security;
create policy inserted_by_acting_tenant on response_reminder for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on response_reminder for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()))));
grant insert, select on response_reminder to bilin_app;
comment on table response_reminder is 'The coordinator reminds a company to respond 催办.';
comment on policy inserted_by_acting_tenant on response_reminder is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on response_reminder is 'between_company_and_alliance: tenant_id = app.acting_tenant() or company_id = app.acting_tenant()';

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
  stars smallint,
  vetoed text[] default '{}'::text[] not null,
  published_at timestamp with time zone default app.now() not null,
  card_hash text,
  unrated text,
  constraint result_pkey PRIMARY KEY (tenant_id, id),
  constraint result_of_version UNIQUE (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint scorecards__already_published UNIQUE (tenant_id, round_id, estate_id, version),
  constraint result_card_hash_check CHECK ((card_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint result_check CHECK (((cardinality(vetoed) = 0) OR (stars = 1))),
  constraint result_check1 CHECK (((unrated IS NULL) OR (stars IS NULL))),
  constraint result_kind_check CHECK ((kind = ANY (ARRAY['commercial'::text, 'resettlement'::text]))),
  constraint result_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
  constraint result_unrated_check CHECK ((unrated = ANY (ARRAY['few_visits'::text, 'little_covered'::text]))),
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
comment on column result.stars is 'Null where the estate was not rated.';
comment on column result.vetoed is 'The vetoes that counted at publication, in the rubric''s Chinese words; where there is one, the stars are one.';
comment on column result.card_hash is 'A copy of the hash of its card from the seal''s document; null where it was published before there were seals.';
comment on column result.unrated is 'Why there are no stars: too few visits, or less than 60 points of the rubric assessed. Null also of results without stars published before 0191, which had too few visits.';
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
  lifted_veto text,
  constraint result_finding_pkey PRIMARY KEY (tenant_id, id),
  constraint result_finding_tenant_id_id_company_id_community_id_key UNIQUE (tenant_id, id, company_id, community_id),
  constraint result_finding_check CHECK (((veto IS NULL) OR (severity = 'S1'::text))),
  constraint result_finding_lifted_or_counting CHECK (((lifted_veto IS NULL) OR ((veto IS NULL) AND (severity = 'S1'::text)))),
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
comment on column result_finding.lifted_veto is 'The veto it named, where the coordinator decided that the veto does not apply.';
comment on policy inserted_by_acting_tenant on result_finding is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_finding is 'own_card: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

create table result_finding_file (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  result_finding_id uuid not null,
  file_id uuid not null,
  place smallint not null,
  company_id uuid not null,
  community_id uuid not null,
  constraint result_finding_file_pkey PRIMARY KEY (tenant_id, id),
  constraint result_finding_file_tenant_id_result_finding_id_place_key UNIQUE NULLS NOT DISTINCT (tenant_id, result_finding_id, place),
  constraint files__enough CHECK (((place >= 1) AND (place <= 99))),
  constraint result_finding_file_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint result_finding_file_tenant_id_file_id_company_id_community_fkey FOREIGN KEY (tenant_id, file_id, company_id, community_id) REFERENCES file(tenant_id, id, company_id, community_id),
  constraint result_finding_file_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint result_finding_file_tenant_id_result_finding_id_company_id_fkey FOREIGN KEY (tenant_id, result_finding_id, company_id, community_id) REFERENCES result_finding(tenant_id, id, company_id, community_id) ON DELETE CASCADE
);
CREATE INDEX result_finding_file_of_author ON public.result_finding_file USING btree (author_tenant_id);
CREATE INDEX result_finding_file_of_file ON public.result_finding_file USING btree (tenant_id, file_id, company_id, community_id);
CREATE INDEX result_finding_file_of_result_finding ON public.result_finding_file USING btree (tenant_id, result_finding_id, company_id, community_id);
alter table result_finding_file enable row level security;
alter table result_finding_file force row level security;
create policy inserted_by_acting_tenant on result_finding_file for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on result_finding_file for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
CREATE TRIGGER deletes_unlinked_file AFTER DELETE ON public.result_finding_file FOR EACH ROW EXECUTE FUNCTION app.delete_unlinked_file();
grant insert, select on result_finding_file to bilin_app;
comment on table result_finding_file is 'Which files a row of result_finding shows.';
comment on column result_finding_file.place is 'Its place among the files of its row, from 1.';
comment on column result_finding_file.company_id is 'A member that may see it: the same as of its row and of its file.';
comment on column result_finding_file.community_id is 'A member that may see it: the same as of its row and of its file.';
comment on policy inserted_by_acting_tenant on result_finding_file is 'attached_by_those_who_may: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_finding_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

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
  rule integer,
  place integer,
  tied integer,
  covered numeric(5,2),
  constraint result_total_pkey PRIMARY KEY (tenant_id, id),
  constraint result_total_of_version UNIQUE (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_total_adjusted_check CHECK (((adjusted >= (0)::numeric) AND (adjusted <= (100)::numeric))),
  constraint result_total_check CHECK ((((place IS NULL) = (tied IS NULL)) AND ((place IS NULL) OR (rule IS NOT NULL)))),
  constraint result_total_covered_check CHECK (((covered >= (0)::numeric) AND (covered <= (100)::numeric))),
  constraint result_total_linked_group_check CHECK ((linked_group >= 1)),
  constraint result_total_place_check CHECK ((place >= 1)),
  constraint result_total_raw_mean_check CHECK (((raw_mean >= (0)::numeric) AND (raw_mean <= (100)::numeric))),
  constraint result_total_rule_check CHECK ((rule >= 2)),
  constraint result_total_tied_check CHECK ((tied >= 1)),
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
comment on column result_total.rule is 'How the scores and ties of this version were computed (results/rating/rule.ts); null for the first rule.';
comment on column result_total.place is 'Among the estates of its linked group, from 1; tied estates 并列 share one. Null where the score was not corrected, and under the first rule, where estates whose bands overlap are tied.';
comment on column result_total.tied is 'How many estates have this place, itself included.';
comment on column result_total.covered is 'The weights of the indicators that were assessed, of 100; null in versions published before this was computed.';
comment on policy inserted_by_acting_tenant on result_total is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_total is 'own_figures_and_communities: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or app.acting_tenant_kind() = ''community''';

create table result_value (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  version integer not null,
  estate_id uuid not null,
  company_id uuid not null,
  community_id uuid not null,
  indicator text not null,
  origin text not null,
  mark smallint,
  counted numeric,
  numerator numeric,
  denominator numeric,
  period_from date not null,
  period_until date not null,
  source text not null,
  as_of date,
  reason text not null,
  rubric_version integer not null,
  low numeric,
  high numeric,
  constraint result_value_pkey PRIMARY KEY (tenant_id, id),
  constraint result_value_of_version UNIQUE (tenant_id, round_id, version, estate_id, company_id, community_id, indicator),
  constraint result_value_counted_check CHECK ((counted >= (0)::numeric)),
  constraint result_value_denominator_check CHECK ((denominator > (0)::numeric)),
  constraint result_value_mark_check CHECK (((mark >= 1) AND (mark <= 5))),
  constraint result_value_numerator_check CHECK ((numerator >= (0)::numeric)),
  constraint result_value_origin_check CHECK ((origin = ANY (ARRAY['entered'::text, 'surveyed'::text, 'not_applicable'::text]))),
  constraint result_value_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint result_value_of_result FOREIGN KEY (tenant_id, round_id, version, estate_id, company_id, community_id) REFERENCES result(tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_value_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX result_value_of_author ON public.result_value USING btree (author_tenant_id);
alter table result_value enable row level security;
alter table result_value force row level security;
create policy inserted_by_acting_tenant on result_value for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on result_value for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (company_id = app.acting_tenant()) OR (community_id = app.acting_tenant()))));
grant insert, select on result_value to bilin_app;
comment on table result_value is 'A value on a published card, as it was disclosed; a decision on it is in result_mark.';
comment on policy inserted_by_acting_tenant on result_value is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on result_value is 'own_card: tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()';

create table rota (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  required_visits smallint default 4 not null,
  max_visits smallint,
  visits_per_day smallint default 2 not null,
  weekdays smallint[] default '{1,2,3,4,5}'::smallint[] not null,
  propose_days boolean default true not null,
  max_reviewers smallint,
  bridge boolean default false not null,
  unlinked boolean default false not null,
  replaces boolean default false not null,
  proposal jsonb,
  proposed_at timestamp with time zone,
  constraint rota_pkey PRIMARY KEY (tenant_id, id),
  constraint rota_tenant_id_round_id_key UNIQUE (tenant_id, round_id),
  constraint rota_check CHECK (((proposal IS NULL) = (proposed_at IS NULL))),
  constraint scorecards__max_reviewers_out_of_range CHECK ((max_reviewers >= 1)),
  constraint scorecards__max_visits_out_of_range CHECK (((max_visits >= 1) AND (max_visits <= 200))),
  constraint scorecards__no_weekday CHECK ((((cardinality(weekdays) >= 1) AND (cardinality(weekdays) <= 7)) AND (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]))),
  constraint scorecards__required_visits_out_of_range CHECK (((required_visits >= 1) AND (required_visits <= 20))),
  constraint scorecards__visits_per_day_out_of_range CHECK (((visits_per_day >= 1) AND (visits_per_day <= 10))),
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
grant insert, select, update (required_visits, max_visits, visits_per_day, weekdays, propose_days, max_reviewers, bridge, unlinked, replaces, proposal, proposed_at) on rota to bilin_app;
grant insert, select, update (proposal, proposed_at) on rota to bilin_worker;
comment on table rota is 'How the visits of a round are to be assigned, and the proposal waiting to be accepted.';
comment on column rota.required_visits is 'Visits an estate gets, where rota_estate says nothing else.';
comment on column rota.max_visits is 'Visits a person makes at most, where rota_person says nothing else; no limit when null.';
comment on column rota.weekdays is '1 Monday … 7 Sunday: the days of the round that visits may be on.';
comment on column rota.propose_days is 'Whether days are proposed too.';
comment on column rota.max_reviewers is 'Most reviewers sent; no limit when null.';
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
  required_visits smallint not null,
  constraint rota_estate_pkey PRIMARY KEY (tenant_id, id),
  constraint rota_estate_tenant_id_round_id_estate_id_key UNIQUE (tenant_id, round_id, estate_id),
  constraint scorecards__required_visits_out_of_range CHECK (((required_visits >= 0) AND (required_visits <= 20))),
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
grant delete, insert, select, update (required_visits) on rota_estate to bilin_app;
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
  max_visits smallint not null,
  constraint rota_person_pkey PRIMARY KEY (tenant_id, id),
  constraint rota_person_tenant_id_round_id_seat_id_key UNIQUE (tenant_id, round_id, seat_id),
  constraint scorecards__max_visits_out_of_range CHECK (((max_visits >= 0) AND (max_visits <= 200))),
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
grant delete, insert, select, update (max_visits) on rota_person to bilin_app;
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
  sourced boolean default false not null,
  period_from date,
  period_until date,
  revision integer default 1 not null,
  constraint round_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__slug_taken UNIQUE (tenant_id, slug),
  constraint round_check CHECK ((num_nonnulls(period_from, period_until) = ANY (ARRAY[0, 2]))),
  constraint round_check1 CHECK (((NOT sourced) OR (period_from IS NOT NULL))),
  constraint round_revision_check CHECK ((revision >= 1)),
  constraint scorecards__dates_reversed CHECK (((opens_on <= closes_on) AND (closes_on <= response_until))),
  constraint scorecards__disclose_from_visits_out_of_range CHECK (((disclose_from_visits >= 2) AND (disclose_from_visits <= 20))),
  constraint scorecards__period_reversed CHECK ((period_from <= period_until)),
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
grant insert, select, update (title, rubric_id, opens_on, closes_on, response_until, disclose_from_visits, stage, published_at, version, period_from, period_until, revision) on round to bilin_app;
grant select on round to bilin_worker;
comment on table round is 'One round of mutual review 互评轮次, e.g. 2026-autumn.';
comment on column round.response_until is 'The last day, included, on which the reviewed company may respond.';
comment on column round.disclose_from_visits is 'From how many submitted visits of an estate its single marks and indicators are disclosed: of fewer, they would be one reviewer''s sheet.';
comment on column round.version is 'The newest published version; 0 before publication.';
comment on column round.sealed is 'False for a round that was published before there were seals: it cannot be checked.';
comment on column round.sourced is 'Indicators from a system or a survey get one value an estate (indicator_value); false of older rounds, where reviewers marked them.';
comment on column round.period_from is 'First day of the period that those values are about, the same for all estates; period_until is the last.';
comment on column round.revision is 'Counts the changes of its name, its days and its numbers.';
comment on policy inserted_by_acting_tenant on round is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table round_change (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  revision integer not null,
  field text not null,
  before text not null,
  after text not null,
  at timestamp with time zone default app.now() not null,
  seat_id uuid default app.seat_id() not null,
  constraint round_change_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__round_changed_meanwhile UNIQUE (tenant_id, round_id, revision, field),
  constraint round_change_after_check CHECK ((after <> ''::text)),
  constraint round_change_before_check CHECK ((before <> ''::text)),
  constraint round_change_check CHECK ((before <> after)),
  constraint round_change_field_check CHECK ((field = ANY (ARRAY['title'::text, 'opens_on'::text, 'closes_on'::text, 'response_until'::text, 'disclose_from_visits'::text, 'survey_until'::text]))),
  constraint round_change_revision_check CHECK ((revision >= 2)),
  constraint round_change_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint round_change_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint round_change_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint round_change_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX round_change_of_author ON public.round_change USING btree (author_tenant_id);
CREATE INDEX round_change_of_seat ON public.round_change USING btree (seat_id);
alter table round_change enable row level security;
alter table round_change force row level security;
create policy inserted_by_acting_tenant on round_change for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on round_change for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert (tenant_id, author_tenant_id, id, round_id, revision, field, before, after), select on round_change to bilin_app;
comment on table round_change is 'What was changed about a round after it was planned: from which value to which, when and by whom.';
comment on column round_change.revision is 'The revision of the round that the change led to.';
comment on policy inserted_by_acting_tenant on round_change is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table round_day_off (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  from_day date not null,
  to_day date not null,
  reason text default ''::text not null,
  constraint round_day_off_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__days_off_already_there UNIQUE (tenant_id, round_id, from_day, to_day),
  constraint round_day_off_reason_check CHECK ((length(reason) <= 60)),
  constraint scorecards__absence_reversed CHECK ((from_day <= to_day)),
  constraint round_day_off_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint round_day_off_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint round_day_off_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX round_day_off_of_author ON public.round_day_off USING btree (author_tenant_id);
alter table round_day_off enable row level security;
alter table round_day_off force row level security;
create policy deleted_by_author_or_tenant on round_day_off for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on round_day_off for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on round_day_off for select to bilin_app, bilin_owner, bilin_worker using ((tenant_id = app.current_tenant()));
grant delete, insert, select on round_day_off to bilin_app;
grant select on round_day_off to bilin_worker;
comment on table round_day_off is 'Days of a round, both ends included, on which nobody visits.';
comment on policy inserted_by_acting_tenant on round_day_off is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

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

create table round_preview (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  basis text not null,
  outcome jsonb not null,
  before jsonb,
  computed_at timestamp with time zone default app.now() not null,
  constraint round_preview_pkey PRIMARY KEY (tenant_id, id),
  constraint round_preview_tenant_id_round_id_key UNIQUE (tenant_id, round_id),
  constraint round_preview_basis_check CHECK ((basis <> ''::text)),
  constraint round_preview_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint round_preview_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint round_preview_tenant_id_round_id_fkey FOREIGN KEY (tenant_id, round_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX round_preview_of_author ON public.round_preview USING btree (author_tenant_id);
alter table round_preview enable row level security;
alter table round_preview force row level security;
create policy inserted_by_acting_tenant on round_preview for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on round_preview for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on round_preview for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant insert, select, update (basis, outcome, before, computed_at) on round_preview to bilin_app;
comment on table round_preview is 'What a round would be published with 发布预览, as computed last.';
comment on column round_preview.basis is 'What it was computed from; with another basis it is out of date.';
comment on column round_preview.before is 'The outcome before the basis changed last; null where it never did.';
comment on policy inserted_by_acting_tenant on round_preview is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy updated_by_author_or_tenant on round_preview is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on round_preview is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table round_step (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  subject_id uuid not null,
  turn integer not null,
  from_stage text,
  to_stage text not null,
  words text,
  at timestamp with time zone default app.now() not null,
  seat_id uuid default app.seat_id() not null,
  constraint round_step_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__round_moved_on UNIQUE (tenant_id, subject_id, turn),
  constraint round_step_check CHECK ((from_stage IS DISTINCT FROM to_stage)),
  constraint round_step_stages CHECK (((to_stage = ANY ('{planning,visiting,responding,settling,published,cancelled}'::text[])) AND COALESCE((from_stage = ANY ('{planning,visiting,responding,settling,published,cancelled}'::text[])), (turn = 1)))),
  constraint round_step_turn_check CHECK ((turn >= 1)),
  constraint round_step_words_check CHECK ((words <> ''::text)),
  constraint round_step_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint round_step_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint round_step_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint round_step_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES round(tenant_id, id)
);
CREATE INDEX round_step_of_author ON public.round_step USING btree (author_tenant_id);
CREATE INDEX round_step_of_seat ON public.round_step USING btree (seat_id);
alter table round_step enable row level security;
alter table round_step force row level security;
create policy inserted_by_acting_tenant on round_step for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on round_step for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert (tenant_id, author_tenant_id, id, subject_id, turn, from_stage, to_stage, words), select on round_step to bilin_app;
comment on table round_step is 'The steps of a round from stage to stage; its stage is where the last one led.';
comment on column round_step.turn is 'Counts the steps of a row from 1.';
comment on column round_step.from_stage is 'None where it began.';
comment on column round_step.words is 'The reason, where one was given.';
comment on policy inserted_by_acting_tenant on round_step is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

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
create policy own_or_of_own_tenant on seat for select to bilin_app using ((app.operator() OR (person_id = app.person()) OR (tenant_id = app.acting_tenant())));
create policy own_seats on seat for select to bilin_session using ((person_id = app.person()));
grant insert, select, update (title, ended_at) on seat to bilin_app;
grant select on seat to bilin_registry;
grant insert (person_id, tenant_id, role, title), select on seat to bilin_session;
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
  idle_minutes integer not null,
  id uuid default gen_random_uuid() not null,
  user_agent text default ''::text not null,
  used_at timestamp with time zone default now() not null,
  constraint session_pkey PRIMARY KEY (id_hash),
  constraint session_ends_in_the_end CHECK ((expires_at <= ends_at)),
  constraint session_user_agent_check CHECK ((length(user_agent) <= 400)),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX session_of_person ON public.session USING btree (person_id);
alter table session enable row level security;
alter table session force row level security;
create policy decides_who_enters on session for select to bilin_registry using (true);
create policy extended_by_use on session for update to bilin_registry using ((expires_at > now())) with check ((expires_at <= ends_at));
create policy holds_the_session on session for select to bilin_session using (((id_hash = app.lookup_key()) OR (person_id = app.person())));
create policy session_begins on session for insert to bilin_session with check ((person_id = app.person()));
create policy session_ends on session for delete to bilin_session using (((id_hash = app.lookup_key()) OR (person_id = app.person())));
grant select, update (expires_at, used_at) on session to bilin_registry;
grant delete, insert, select on session to bilin_session;
comment on column session.id_hash is 'SHA-256 of the session id, hex; the id itself is only in the cookie.';
comment on column session.expires_at is 'Idle limit; moved on by use, never past ends_at.';
comment on column session.idle_minutes is 'How long the session lasts without being used.';
comment on column session.id is 'Names the session to its own person; opens nothing.';
comment on column session.user_agent is 'What the browser called itself at sign-in.';
comment on column session.used_at is 'When it was last used, five minutes more or less.';

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
CREATE INDEX shared_practice_found ON public.shared_practice USING gin (tenant_id, found_by, indicators) WHERE (superseded_at IS NULL);
CREATE INDEX shared_practice_newest ON public.shared_practice USING btree (tenant_id, published_at DESC, id DESC) INCLUDE (author_tenant_id, until, withdrawn_at) WHERE (superseded_at IS NULL);
CREATE INDEX shared_practice_of_author ON public.shared_practice USING btree (author_tenant_id);
alter table shared_practice enable row level security;
alter table shared_practice force row level security;
create policy found_by_search on shared_practice for select to bilin_registry using (true);
create policy inserted_by_acting_tenant on shared_practice for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on shared_practice for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant()))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (author_tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on shared_practice for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()) OR ((withdrawn_at IS NULL) AND ((until IS NULL) OR (until >= ((app.now() AT TIME ZONE 'Asia/Shanghai'::text))::date))))));
grant insert, select, update (until, superseded_at, withdrawn_at) on shared_practice to bilin_app;
grant select (tenant_id, author_tenant_id, id, indicators, published_at, superseded_at, found_by) on shared_practice to bilin_registry;
comment on table shared_practice is 'A practice as its member shared it in this alliance: 共享自××社区. author_tenant_id is the member.';
comment on column shared_practice.practice_id is 'The member''s own record, which nobody else can read.';
comment on column shared_practice.until is 'The last day others may read it; open when null.';
comment on column shared_practice.superseded_at is 'When the next version came.';
comment on column shared_practice.found_by is 'Words and pairs of characters: packages/domain search.ts.';
comment on policy updated_by_author_or_tenant on shared_practice is 'updated_by_its_member: author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on shared_practice is 'visible_until_withdrawn: author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant() or (withdrawn_at is null and (until is null or until >= (app.now() at time zone ''Asia/Shanghai'')::date))';

create table survey (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  round_id uuid not null,
  estate_id uuid not null,
  round_title text not null,
  estate text not null,
  address text not null,
  indicators text[] not null,
  questions text[] not null,
  questions_en text[] not null,
  households integer not null,
  slips integer not null,
  seed integer not null,
  until date not null,
  ended boolean default false not null,
  constraint survey_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__survey_address_taken UNIQUE (tenant_id, address),
  constraint scorecards__survey_already_open UNIQUE (tenant_id, round_id, estate_id),
  constraint survey_address_check CHECK ((address ~ '^[23456789cfghjmpqrvwx]{6}$'::text)),
  constraint survey_check CHECK (((slips >= 1) AND (slips <= households))),
  constraint survey_check1 CHECK (((cardinality(questions) = cardinality(indicators)) AND (cardinality(questions_en) = cardinality(indicators)))),
  constraint survey_households_check CHECK ((households > 0)),
  constraint survey_indicators_check CHECK (((cardinality(indicators) >= 1) AND (cardinality(indicators) <= 20))),
  constraint survey_seed_check CHECK ((seed >= 0)),
  constraint survey_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint survey_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint survey_tenant_id_round_id_estate_id_fkey FOREIGN KEY (tenant_id, round_id, estate_id) REFERENCES round_estate(tenant_id, round_id, estate_id) ON DELETE CASCADE
);
CREATE INDEX survey_of_author ON public.survey USING btree (author_tenant_id);
alter table survey enable row level security;
alter table survey force row level security;
create policy deleted_by_author_or_tenant on survey for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on survey for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy summed_for_the_alliance on survey for select to bilin_registry using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
create policy updated_by_author_or_tenant on survey for update to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))) with check (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on survey for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) OR (tenant_id = app.public())));
grant delete, insert, select, update (until, ended) on survey to bilin_app;
grant select on survey to bilin_registry;
comment on table survey is 'The survey of the households of one estate in a round; anybody may read it.';
comment on column survey.address is 'The end of its address on the web.';
comment on column survey.seed is 'Of the random draw, so that anybody can repeat it.';
comment on column survey.until is 'The last day on which answers are taken.';
comment on column survey.ended is 'No answer is taken any more; set by the coordinator or with the end of visiting, never taken back.';
comment on policy inserted_by_acting_tenant on survey is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table survey_answer (
  tenant_id uuid default COALESCE(app.current_tenant(), app.public()) not null,
  author_tenant_id uuid default COALESCE(app.acting_tenant(), app.public()) not null,
  id uuid default gen_random_uuid() not null,
  survey_id uuid not null,
  answers smallint[] not null,
  constraint survey_answer_pkey PRIMARY KEY (tenant_id, id),
  constraint scorecards__answers_malformed CHECK (((answers <@ '{0,1,2,3,4,5}'::smallint[]) AND (NOT (answers <@ '{0}'::smallint[])))),
  constraint survey_answer_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint survey_answer_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint survey_answer_tenant_id_survey_id_fkey FOREIGN KEY (tenant_id, survey_id) REFERENCES survey(tenant_id, id)
);
CREATE INDEX survey_answer_of_author ON public.survey_answer USING btree (author_tenant_id);
CREATE INDEX survey_answer_of_survey ON public.survey_answer USING btree (tenant_id, survey_id);
alter table survey_answer enable row level security;
alter table survey_answer force row level security;
create policy inserted_by_acting_tenant on survey_answer for insert to bilin_app with check ((((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())) OR ((tenant_id = app.public()) AND (author_tenant_id = app.public()))));
create policy summed_for_the_alliance on survey_answer for select to bilin_registry using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant insert on survey_answer to bilin_app;
grant select on survey_answer to bilin_registry;
comment on table survey_answer is 'What one household has answered. Inserted, never selected; app.survey_results tells the sums.';
comment on column survey_answer.answers is 'One for each question, 5 很满意 … 1 很不满意; 0 was left blank.';
comment on policy inserted_by_acting_tenant on survey_answer is 'inserted_by_the_alliance: tenant_id = app.acting_tenant()';

create table survey_code (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  survey_id uuid not null,
  hash text not null,
  constraint survey_code_pkey PRIMARY KEY (tenant_id, survey_id, hash),
  constraint survey_code_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint survey_code_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint survey_code_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint survey_code_tenant_id_survey_id_fkey FOREIGN KEY (tenant_id, survey_id) REFERENCES survey(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX survey_code_of_author ON public.survey_code USING btree (author_tenant_id);
alter table survey_code enable row level security;
alter table survey_code force row level security;
create policy deleted_by_author_or_tenant on survey_code for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on survey_code for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on survey_code for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant delete, insert, select on survey_code to bilin_app;
comment on table survey_code is 'The hash of the code on each slip, inserted in the order of the hashes; without the number of the slip.';
comment on policy deleted_by_author_or_tenant on survey_code is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on survey_code is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on survey_code is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table survey_code_use (
  tenant_id uuid default COALESCE(app.current_tenant(), app.public()) not null,
  author_tenant_id uuid default COALESCE(app.acting_tenant(), app.public()) not null,
  survey_id uuid not null,
  hash text not null,
  constraint scorecards__survey_code_used PRIMARY KEY (tenant_id, survey_id, hash),
  constraint scorecards__survey_code_unknown FOREIGN KEY (tenant_id, survey_id, hash) REFERENCES survey_code(tenant_id, survey_id, hash),
  constraint survey_code_use_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint survey_code_use_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX survey_code_use_of_author ON public.survey_code_use USING btree (author_tenant_id);
alter table survey_code_use enable row level security;
alter table survey_code_use force row level security;
create policy deleted_by_author_or_tenant on survey_code_use for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on survey_code_use for insert to bilin_app with check ((((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())) OR ((tenant_id = app.public()) AND (author_tenant_id = app.public()))));
create policy visible_in_current_tenant on survey_code_use for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant delete, insert, select on survey_code_use to bilin_app;
comment on table survey_code_use is 'That a code was used: its key makes it happen once, its reference only with a code that exists.';
comment on policy deleted_by_author_or_tenant on survey_code_use is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on survey_code_use is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on survey_code_use is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

create table survey_key (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  survey_id uuid not null,
  key text not null,
  constraint survey_key_pkey PRIMARY KEY (tenant_id, survey_id),
  constraint survey_key_key_check CHECK ((key ~ '^[0-9a-f]{64}$'::text)),
  constraint survey_key_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint survey_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint survey_key_tenant_id_survey_id_fkey FOREIGN KEY (tenant_id, survey_id) REFERENCES survey(tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX survey_key_of_author ON public.survey_key USING btree (author_tenant_id);
alter table survey_key enable row level security;
alter table survey_key force row level security;
create policy deleted_by_author_or_tenant on survey_key for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND (tenant_id = app.acting_tenant())));
create policy inserted_by_acting_tenant on survey_key for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on survey_key for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND (tenant_id = app.acting_tenant())));
grant delete, insert, select on survey_key to bilin_app;
comment on table survey_key is 'The secret that the codes of a survey''s slips are made from; deleted when the survey ends.';
comment on policy deleted_by_author_or_tenant on survey_key is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on survey_key is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on survey_key is 'of_the_alliance_alone: tenant_id = app.acting_tenant()';

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
create policy entered_or_own on tenant for select to bilin_app using ((app.operator() OR (id = app.current_tenant()) OR (id = app.acting_tenant())));
create policy inserted_by_operator on tenant for insert to bilin_app with check (app.operator());
create policy named_on_an_invitation on tenant for select to bilin_session using (((id)::text = app.lookup_key()));
create policy updated_by_operator on tenant for update to bilin_app using (app.operator()) with check (app.operator());
grant insert, select, update (name) on tenant to bilin_app;
grant select on tenant to bilin_registry;
grant select on tenant to bilin_session;
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
  constraint visit_finding_tenant_id_id_reviewer_id_key UNIQUE (tenant_id, id, reviewer_id),
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
grant delete, insert, select, update (indicator, severity, place, text, veto, submitted_at) on visit_finding to bilin_app;
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

create table visit_finding_file (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  visit_finding_id uuid not null,
  file_id uuid not null,
  place smallint not null,
  reviewer_id uuid not null,
  constraint visit_finding_file_pkey PRIMARY KEY (tenant_id, id),
  constraint visit_finding_file_tenant_id_visit_finding_id_place_key UNIQUE NULLS NOT DISTINCT (tenant_id, visit_finding_id, place),
  constraint files__enough CHECK (((place >= 1) AND (place <= 3))),
  constraint visit_finding_file_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint visit_finding_file_tenant_id_file_id_reviewer_id_fkey FOREIGN KEY (tenant_id, file_id, reviewer_id) REFERENCES file(tenant_id, id, reviewer_id),
  constraint visit_finding_file_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint visit_finding_file_tenant_id_visit_finding_id_reviewer_id_fkey FOREIGN KEY (tenant_id, visit_finding_id, reviewer_id) REFERENCES visit_finding(tenant_id, id, reviewer_id) ON DELETE CASCADE
);
CREATE INDEX visit_finding_file_of_author ON public.visit_finding_file USING btree (author_tenant_id);
CREATE INDEX visit_finding_file_of_file ON public.visit_finding_file USING btree (tenant_id, file_id, reviewer_id);
CREATE INDEX visit_finding_file_of_visit_finding ON public.visit_finding_file USING btree (tenant_id, visit_finding_id, reviewer_id);
alter table visit_finding_file enable row level security;
alter table visit_finding_file force row level security;
create policy deleted_by_author_or_tenant on visit_finding_file for delete to bilin_app using (((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy inserted_by_acting_tenant on visit_finding_file for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
create policy visible_in_current_tenant on visit_finding_file for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (reviewer_id = app.acting_tenant()))));
CREATE TRIGGER deletes_unlinked_file AFTER DELETE ON public.visit_finding_file FOR EACH ROW EXECUTE FUNCTION app.delete_unlinked_file();
grant delete, insert, select on visit_finding_file to bilin_app;
comment on table visit_finding_file is 'Which files a row of visit_finding shows.';
comment on column visit_finding_file.place is 'Its place among the files of its row, from 1.';
comment on column visit_finding_file.reviewer_id is 'A member that may see it: the same as of its row and of its file.';
comment on policy deleted_by_author_or_tenant on visit_finding_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy inserted_by_acting_tenant on visit_finding_file is 'attached_by_those_who_may: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on visit_finding_file is 'visible_to_those_named: tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()';

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
  disclosed boolean default true not null,
  constraint withdrawn_response_pkey PRIMARY KEY (tenant_id, id),
  constraint withdrawn_response_check CHECK ((num_nonnulls(finding_id, mark_id) = 1)),
  constraint withdrawn_response_disclosed_check CHECK (disclosed),
  constraint withdrawn_response_text_check CHECK ((text <> ''::text)),
  constraint withdrawn_response_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint withdrawn_response_tenant_id_finding_id_author_tenant_id_r_fkey FOREIGN KEY (tenant_id, finding_id, author_tenant_id, round_id) REFERENCES finding(tenant_id, id, company_id, round_id),
  constraint withdrawn_response_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint withdrawn_response_to_mark FOREIGN KEY (tenant_id, mark_id, author_tenant_id, disclosed) REFERENCES mark(tenant_id, id, company_id, disclosed),
  constraint withdrawn_response_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES seat(id)
);
CREATE INDEX withdrawn_response_of_author ON public.withdrawn_response USING btree (author_tenant_id);
CREATE INDEX withdrawn_response_of_finding ON public.withdrawn_response USING btree (tenant_id, finding_id, author_tenant_id, round_id);
CREATE INDEX withdrawn_response_of_mark ON public.withdrawn_response USING btree (tenant_id, mark_id, author_tenant_id, disclosed);
CREATE INDEX withdrawn_response_of_round ON public.withdrawn_response USING btree (tenant_id, round_id);
CREATE INDEX withdrawn_response_of_seat ON public.withdrawn_response USING btree (withdrawn_by);
alter table withdrawn_response enable row level security;
alter table withdrawn_response force row level security;
create policy inserted_by_acting_tenant on withdrawn_response for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
create policy visible_in_current_tenant on withdrawn_response for select to bilin_app, bilin_owner using (((tenant_id = app.current_tenant()) AND ((tenant_id = app.acting_tenant()) OR (author_tenant_id = app.acting_tenant()))));
grant insert, select on withdrawn_response to bilin_app;
comment on table withdrawn_response is 'What a company had said 申辩 against a finding or a mark and withdrew.';
comment on column withdrawn_response.responded_at is 'When it was written, or last reworded.';
comment on column withdrawn_response.disclosed is 'The same as of its mark.';
comment on policy inserted_by_acting_tenant on withdrawn_response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';
comment on policy visible_in_current_tenant on withdrawn_response is 'between_company_and_alliance: tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()';

create table working_hours (
  tenant_id uuid default app.current_tenant() not null,
  author_tenant_id uuid default app.acting_tenant() not null,
  id uuid default gen_random_uuid() not null,
  version integer not null,
  periods smallint[] not null,
  at timestamp with time zone default app.now() not null,
  seat_id uuid default app.seat_id() not null,
  constraint working_hours_pkey PRIMARY KEY (tenant_id, id),
  constraint calendar__hours_changed_meanwhile UNIQUE (tenant_id, version),
  constraint calendar__hours_overlap CHECK (((cardinality(periods) = ANY (ARRAY[2, 4, 6])) AND (array_position(periods, NULL::smallint) IS NULL) AND (0 <= periods[1]) AND (periods[1] < periods[2]) AND COALESCE(((periods[2] <= periods[3]) AND (periods[3] < periods[4])), (cardinality(periods) = 2)) AND COALESCE(((periods[4] <= periods[5]) AND (periods[5] < periods[6])), (cardinality(periods) <= 4)) AND (periods[cardinality(periods)] <= 1440))),
  constraint working_hours_version_check CHECK ((version >= 1)),
  constraint working_hours_author_tenant_id_fkey FOREIGN KEY (author_tenant_id) REFERENCES tenant(id),
  constraint working_hours_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint working_hours_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX working_hours_of_author ON public.working_hours USING btree (author_tenant_id);
CREATE INDEX working_hours_of_seat ON public.working_hours USING btree (seat_id);
alter table working_hours enable row level security;
alter table working_hours force row level security;
create policy inserted_by_acting_tenant on working_hours for insert to bilin_app with check (((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()) AND (tenant_id = app.acting_tenant())));
create policy visible_in_current_tenant on working_hours for select to bilin_app, bilin_owner using ((tenant_id = app.current_tenant()));
grant insert (tenant_id, author_tenant_id, id, version, periods), select on working_hours to bilin_app;
comment on table working_hours is 'The working hours 工作时间 of a tenant; the highest version holds.';
comment on column working_hours.periods is 'Where each period begins and ends, in minutes of the day: {510, 720, 840, 1050}.';
comment on policy inserted_by_acting_tenant on working_hours is 'inserted_by_the_tenant_itself: tenant_id = app.acting_tenant()';

alter default privileges grant execute on routines to bilin_owner;
