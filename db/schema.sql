-- The schema as it stands after all migrations. Written by "npm run db:generate"; do not edit.

create extension btree_gin;
create extension btree_gist;

create schema app;
grant usage on schema app to bilin_app;
grant usage on schema app to bilin_registry;
grant usage on schema app to bilin_session;

-- schema public
grant usage on schema public to public;
comment on schema public is 'standard public schema';

CREATE OR REPLACE FUNCTION app."cross"(place text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  target uuid;
begin
  select t.id into target
    from tenant t
   where t.slug = place
     and app.seat() is not null
     and (t.id = app.seat() or exists (
       select from membership m where m.tenant_id = t.id and m.member_id = app.seat() and m.ended_at is null));
  if target is null then
    raise exception 'no such tenant for this seat' using errcode = 'no_data_found', constraint = 'tenants__not_found';
  end if;
  perform set_config('app.tenant', target::text, true),
          set_config('app.reach', app.reach_of(target, app.seat())::text, true);
  return target;
end $function$;
alter routine app."cross"(text) owner to bilin_registry;
grant execute on routine app."cross"(text) to bilin_app;
comment on function app."cross"(pg_catalog.text) is 'Steps from the tenant entered into another that the same seat may enter. Used by crossing() alone.';

CREATE OR REPLACE FUNCTION app.asking()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN NULLIF(current_setting('app.asking'::text, true), ''::text);
grant execute on routine app.asking() to bilin_app;
grant execute on routine app.asking() to bilin_registry;
grant execute on routine app.asking() to bilin_session;
comment on function app.asking() is 'What somebody not yet signed in gives: a name, a phone, the hash of a link or of a session.';

CREATE OR REPLACE FUNCTION app.doors(asker uuid)
 RETURNS TABLE(seat_id uuid, title text, role text, own_slug text, slug text, name text, kind text, example boolean, made_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select seat.id, seat.title, seat.role, own.slug, t.slug, t.name, t.kind, t.example, seat.made_at
    from seat
    join tenant own on own.id = seat.tenant_id
    join tenant t on t.id = own.id
      or t.id in (select m.tenant_id from membership m where m.member_id = own.id and m.ended_at is null)
   where seat.person_id = asker and seat.ended_at is null
   order by seat.made_at, seat.id, t.kind = 'alliance', t.name
$function$;
alter routine app.doors(uuid) owner to bilin_registry;
grant execute on routine app.doors(uuid) to bilin_app;
comment on function app.doors(pg_catalog.uuid) is 'The tenants a person can enter, and by which seat: what the switcher lists.';

CREATE OR REPLACE FUNCTION app.enter(asker uuid, place text, preferred uuid DEFAULT NULL::uuid, clock timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS TABLE(seat_id uuid, role text, seat_tenant uuid, seat_kind text, tenant_id uuid, tenant_kind text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  s record;
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.tenant', true), '') <> '' then
    raise exception 'this connection still stands somewhere' using errcode = 'BL001';
  end if;
  select seat.id as seat_id, seat.role, own.id as own_id, own.kind as own_kind, t.id as tenant_id, t.kind as tenant_kind
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
          set_config('app.seat', s.own_id::text, true),
          set_config('app.seat_kind', s.own_kind, true),
          set_config('app.tenant', s.tenant_id::text, true),
          set_config('app.reach', app.reach_of(s.tenant_id, s.own_id)::text, true),
          set_config('app.clock', coalesce(clock::text, ''), true);
  return query select s.seat_id, s.role, s.own_id, s.own_kind, s.tenant_id, s.tenant_kind;
end $function$;
alter routine app.enter(uuid,text,uuid,timestamp with time zone) owner to bilin_registry;
grant execute on routine app.enter(uuid,text,uuid,timestamp with time zone) to bilin_app;
comment on function app.enter(pg_catalog.uuid,pg_catalog.text,pg_catalog.uuid,timestamp with time zone) is 'The one way into a tenant: checks the seat against the membership, once, and stands the transaction there.';

CREATE OR REPLACE FUNCTION app.enter_operator(asker uuid, clock timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if coalesce(current_setting('app.person', true), '') <> '' or coalesce(current_setting('app.tenant', true), '') <> '' then
    raise exception 'this connection still stands somewhere' using errcode = 'BL001';
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
comment on function app.enter_operator(pg_catalog.uuid,timestamp with time zone) is 'The operator''s door: the registry, and no tenant''s rows.';

CREATE OR REPLACE FUNCTION app.found(founder uuid, founder_name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('tenants__already_founded'));
  if exists (select from person) then
    raise exception 'somebody is here already' using errcode = 'no_data_found', constraint = 'tenants__already_founded';
  end if;
  insert into person (id, name, operator) values (founder, founder_name, true);
end $function$;
alter routine app.found(uuid,text) owner to bilin_registry;
grant execute on routine app.found(uuid,text) to bilin_session;
comment on function app.found(pg_catalog.uuid,pg_catalog.text) is 'Makes the first person, the operator, in an empty registry; refuses ever after.';

CREATE OR REPLACE FUNCTION app.is_founded()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ select exists (select from person) $function$;
alter routine app.is_founded() owner to bilin_registry;
grant execute on routine app.is_founded() to bilin_session;

CREATE OR REPLACE PROCEDURE app.isolate(IN tenant_table regclass, IN updatable text[] DEFAULT '{}'::text[], IN removable boolean DEFAULT false)
 LANGUAGE plpgsql
AS $procedure$
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
end $procedure$;
comment on procedure app.isolate(pg_catalog.regclass,pg_catalog.text[],boolean) is 'Gives a table to its tenants: called once, in the migration that makes it. Names the columns that may change, and whether rows may go.';

CREATE OR REPLACE FUNCTION app.now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
RETURN COALESCE((NULLIF(current_setting('app.clock'::text, true), ''::text))::timestamp with time zone, now());
grant execute on routine app.now() to bilin_app;
grant execute on routine app.now() to bilin_registry;
grant execute on routine app.now() to bilin_session;
comment on function app.now() is 'The time, or the pretended time of demo and tests.';

CREATE OR REPLACE FUNCTION app.operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (COALESCE(current_setting('app.operator'::text, true), ''::text) = 'on'::text);
grant execute on routine app.operator() to bilin_app;
grant execute on routine app.operator() to bilin_registry;
grant execute on routine app.operator() to bilin_session;

CREATE OR REPLACE FUNCTION app.person()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.person'::text, true), ''::text))::uuid;
grant execute on routine app.person() to bilin_app;
grant execute on routine app.person() to bilin_registry;
grant execute on routine app.person() to bilin_session;

CREATE OR REPLACE FUNCTION app.reach()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.reach'::text, true), ''::text))::uuid[];
grant execute on routine app.reach() to bilin_app;
grant execute on routine app.reach() to bilin_registry;
grant execute on routine app.reach() to bilin_session;
comment on function app.reach() is 'Tenants whose names may be read from here.';

CREATE OR REPLACE FUNCTION app.reach_of(place uuid, own uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select array[place, own]
      || array(select member_id from membership where tenant_id = place and ended_at is null)
      || array(select tenant_id from membership where member_id = place and ended_at is null)
$function$;
alter routine app.reach_of(uuid,uuid) owner to bilin_registry;

CREATE OR REPLACE FUNCTION app.seat()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.seat'::text, true), ''::text))::uuid;
grant execute on routine app.seat() to bilin_app;
grant execute on routine app.seat() to bilin_registry;
grant execute on routine app.seat() to bilin_session;
comment on function app.seat() is 'The tenant of the seat it acts from: the member, inside an alliance.';

CREATE OR REPLACE FUNCTION app.seat_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.seat_id'::text, true), ''::text))::uuid;
grant execute on routine app.seat_id() to bilin_app;
grant execute on routine app.seat_id() to bilin_registry;
grant execute on routine app.seat_id() to bilin_session;
comment on function app.seat_id() is 'The seat itself: one person''s role in app.seat().';

CREATE OR REPLACE FUNCTION app.seat_kind()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN NULLIF(current_setting('app.seat_kind'::text, true), ''::text);
grant execute on routine app.seat_kind() to bilin_app;
grant execute on routine app.seat_kind() to bilin_registry;
grant execute on routine app.seat_kind() to bilin_session;
comment on function app.seat_kind() is 'What kind of tenant the seat belongs to.';

CREATE OR REPLACE FUNCTION app.tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid;
grant execute on routine app.tenant() to bilin_app;
grant execute on routine app.tenant() to bilin_registry;
grant execute on routine app.tenant() to bilin_session;
comment on function app.tenant() is 'The tenant this transaction stands in.';

create table credential (
  person_id uuid not null,
  hash text not null,
  changed_at timestamp with time zone default app.now() not null,
  constraint credential_pkey PRIMARY KEY (person_id),
  constraint credential_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
alter table credential enable row level security;
alter table credential force row level security;
create policy first_secret on credential for insert to bilin_session with check ((person_id = app.person()));
create policy new_secret on credential for update to bilin_session using ((person_id = app.person())) with check ((person_id = app.person()));
create policy own_secret on credential for select to bilin_session using ((person_id = app.person()));
grant insert (person_id, hash), select, update (hash, changed_at) on credential to bilin_session;
comment on column credential.hash is 'argon2id, PHC string.';

create table estate (
  tenant_id uuid default app.tenant() not null,
  author_id uuid default app.seat() not null,
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
  constraint estates__kept_at_home CHECK ((tenant_id = author_id)),
  constraint estates__kind_unknown CHECK ((kind = ANY (ARRAY['commercial'::text, 'resettlement'::text]))),
  constraint estates__name_blank CHECK ((name <> ''::text)),
  constraint estates__place_nowhere CHECK ((((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)) AND ((lng >= ('-180'::integer)::double precision) AND (lng <= (180)::double precision)))),
  constraint estate_author_id_fkey FOREIGN KEY (author_id) REFERENCES tenant(id),
  constraint estate_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX estate_of_author ON public.estate USING btree (author_id);
CREATE UNIQUE INDEX estates__name_taken ON public.estate USING btree (tenant_id, name) WHERE (removed_at IS NULL);
alter table estate enable row level security;
alter table estate force row level security;
create policy changed_by_author_or_tenant on estate for update to bilin_app using (((tenant_id = app.tenant()) AND ((author_id = app.seat()) OR (tenant_id = app.seat())))) with check (((tenant_id = app.tenant()) AND ((author_id = app.seat()) OR (tenant_id = app.seat()))));
create policy put_by_this_seat on estate for insert to bilin_app with check (((tenant_id = app.tenant()) AND (author_id = app.seat())));
create policy read_in_this_tenant on estate for select to bilin_app using ((tenant_id = app.tenant()));
grant insert, select, update (name, kind, households, buildings, fee, address, lat, lng, contact_name, contact_phone, revision, changed_at, removed_at) on estate to bilin_app;
comment on table estate is 'A compound 小区 as its community keeps it.';
comment on column estate.kind is 'commercial 商品房, resettlement 安置房.';
comment on column estate.fee is 'Yuan per square metre and month; null where none is charged or known.';
comment on column estate.lat is 'Degrees, WGS 84, as is lng.';
comment on column estate.contact_phone is 'Digits; shown as 138****1234.';
comment on column estate.revision is 'Counts the changes, so that a form filled over somebody else''s change is noticed.';

create table estate_import (
  tenant_id uuid default app.tenant() not null,
  author_id uuid default app.seat() not null,
  id uuid default gen_random_uuid() not null,
  made_at timestamp with time zone default app.now() not null,
  source text default ''::text not null,
  rows jsonb not null,
  ignored text[] default '{}'::text[] not null,
  hidden integer default 0 not null,
  constraint estate_import_pkey PRIMARY KEY (tenant_id, id),
  constraint estates__kept_at_home CHECK ((tenant_id = author_id)),
  constraint estate_import_author_id_fkey FOREIGN KEY (author_id) REFERENCES tenant(id),
  constraint estate_import_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX estate_import_by_age ON public.estate_import USING btree (tenant_id, made_at);
CREATE INDEX estate_import_of_author ON public.estate_import USING btree (author_id);
alter table estate_import enable row level security;
alter table estate_import force row level security;
create policy put_by_this_seat on estate_import for insert to bilin_app with check (((tenant_id = app.tenant()) AND (author_id = app.seat())));
create policy read_in_this_tenant on estate_import for select to bilin_app using ((tenant_id = app.tenant()));
create policy removed_by_author_or_tenant on estate_import for delete to bilin_app using (((tenant_id = app.tenant()) AND ((author_id = app.seat()) OR (tenant_id = app.seat()))));
grant delete, insert, select on estate_import to bilin_app;
comment on table estate_import is 'A file read and not yet confirmed; gone once confirmed, given up, or a day old.';
comment on column estate_import.source is 'The file''s name; blank when pasted.';
comment on column estate_import.rows is 'What the file says of each compound, clean: packages/domain estates/sheet.ts.';

create table event (
  tenant_id uuid default app.tenant() not null,
  author_id uuid default app.seat() not null,
  id uuid default gen_random_uuid() not null,
  at timestamp with time zone default app.now() not null,
  person_id uuid default app.person() not null,
  seat_id uuid default app.seat_id() not null,
  name text not null,
  subject_id uuid not null,
  details jsonb default '{}'::jsonb not null,
  constraint event_pkey PRIMARY KEY (tenant_id, id),
  constraint events__name_malformed CHECK ((name ~ '^[a-z]+\.[a-z_]+$'::text)),
  constraint event_author_id_fkey FOREIGN KEY (author_id) REFERENCES tenant(id),
  constraint event_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint event_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES seat(id),
  constraint event_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX event_newest ON public.event USING btree (tenant_id, at DESC, id DESC);
CREATE INDEX event_of_author ON public.event USING btree (author_id);
CREATE INDEX event_of_person ON public.event USING btree (person_id);
CREATE INDEX event_of_seat ON public.event USING btree (seat_id);
alter table event enable row level security;
alter table event force row level security;
create policy own_acts_or_coordinator on event as restrictive for select to bilin_app using (((author_id = app.seat()) OR (tenant_id = app.seat())));
create policy put_by_this_seat on event for insert to bilin_app with check (((tenant_id = app.tenant()) AND (author_id = app.seat())));
create policy read_in_this_tenant on event for select to bilin_app using ((tenant_id = app.tenant()));
grant insert, select on event to bilin_app;
comment on column event.subject_id is 'The row it happened to; its table follows from the name.';

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
create policy decides_who_enters on invitation for select to bilin_registry using (true);
create policy invited_by_its_own_tenant on invitation for all to bilin_app using (((tenant_id = app.tenant()) AND (tenant_id = app.seat()))) with check (((tenant_id = app.tenant()) AND (tenant_id = app.seat())));
create policy kept_by_the_operator on invitation for all to bilin_app using (app.operator()) with check (app.operator());
create policy link_in_hand on invitation for select to bilin_session using (((token_hash = app.asking()) OR (accepted_by = app.person())));
create policy link_used on invitation for update to bilin_session using ((token_hash = app.asking())) with check (((token_hash = app.asking()) AND (accepted_by = app.person())));
grant insert, select, update (revoked_at) on invitation to bilin_app;
grant select on invitation to bilin_registry;
grant select, update (accepted_at, accepted_by) on invitation to bilin_session;
comment on table invitation is 'A link that makes a seat once, before it expires. Only the SHA-256 of its token is kept.';

create table listed_estate (
  tenant_id uuid default app.tenant() not null,
  author_id uuid default app.seat() not null,
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
  constraint estates__listed_already UNIQUE (tenant_id, author_id, estate_id),
  constraint estates__buildings_negative CHECK ((buildings >= 0)),
  constraint estates__fee_negative CHECK ((fee >= (0)::numeric)),
  constraint estates__half_a_place CHECK (((lat IS NULL) = (lng IS NULL))),
  constraint estates__households_negative CHECK ((households >= 0)),
  constraint estates__kind_unknown CHECK ((kind = ANY (ARRAY['commercial'::text, 'resettlement'::text]))),
  constraint estates__listed_at_home CHECK ((tenant_id <> author_id)),
  constraint estates__name_blank CHECK ((name <> ''::text)),
  constraint estates__place_nowhere CHECK ((((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)) AND ((lng >= ('-180'::integer)::double precision) AND (lng <= (180)::double precision)))),
  constraint estates__purpose_blank CHECK ((purpose <> ''::text)),
  constraint listed_estate_author_id_fkey FOREIGN KEY (author_id) REFERENCES tenant(id),
  constraint listed_estate_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint listed_estate_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX listed_estate_of_author ON public.listed_estate USING btree (author_id);
CREATE INDEX listed_estate_of_company ON public.listed_estate USING btree (company_id);
CREATE INDEX listed_estate_served ON public.listed_estate USING btree (tenant_id, company_id);
CREATE INDEX listed_estate_shown ON public.listed_estate USING btree (tenant_id, kind) INCLUDE (author_id, until, withdrawn_at);
alter table listed_estate enable row level security;
alter table listed_estate force row level security;
create policy changed_by_author_or_tenant on listed_estate for update to bilin_app using (((tenant_id = app.tenant()) AND ((author_id = app.seat()) OR (tenant_id = app.seat())))) with check (((tenant_id = app.tenant()) AND ((author_id = app.seat()) OR (tenant_id = app.seat()))));
create policy changed_by_its_community on listed_estate as restrictive for update to bilin_app using ((author_id = app.seat())) with check ((author_id = app.seat()));
create policy communities_only on listed_estate as restrictive for insert to bilin_app with check ((app.seat_kind() = 'community'::text));
create policy put_by_this_seat on listed_estate for insert to bilin_app with check (((tenant_id = app.tenant()) AND (author_id = app.seat())));
create policy read_in_this_tenant on listed_estate for select to bilin_app using ((tenant_id = app.tenant()));
create policy until_withdrawn on listed_estate as restrictive for select to bilin_app using (((author_id = app.seat()) OR (tenant_id = app.seat()) OR ((withdrawn_at IS NULL) AND ((until IS NULL) OR (until >= ((app.now() AT TIME ZONE 'Asia/Shanghai'::text))::date)))));
grant insert, select, update (name, kind, households, buildings, fee, lat, lng, company_id, company_name, listed_at, purpose, until, withdrawn_at) on listed_estate to bilin_app;
comment on table listed_estate is 'A compound as its community listed it in this alliance: 共享自××社区. author_id is the community.';
comment on column listed_estate.estate_id is 'The community''s own record, which nobody else can read.';
comment on column listed_estate.fee is 'Yuan per square metre and month.';
comment on column listed_estate.company_id is 'The company serving it on the day it was listed, when it is a member of this alliance.';
comment on column listed_estate.listed_at is 'When this copy was taken.';
comment on column listed_estate.until is 'The last day others may see it; open when null.';

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
create policy kept_by_the_operator on membership for all to bilin_app using (app.operator()) with check (app.operator());
create policy members_of_this_alliance on membership for select to bilin_app using (((tenant_id = app.tenant()) OR (member_id = app.tenant())));
grant insert, select, update (since, ended_at) on membership to bilin_app;
grant select on membership to bilin_registry;
comment on table membership is 'A member of an alliance; tenant_id is the alliance.';

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
create policy asked_for on person for select to bilin_session using ((((app.asking() = name) OR (app.asking() = phone)) OR (id = app.person())));
create policy change_oneself on person for update to bilin_app using ((id = app.person())) with check ((id = app.person()));
create policy comes_in on person for insert to bilin_session with check (((id = app.person()) AND (NOT operator)));
create policy decides_who_enters on person for select to bilin_registry using (true);
create policy founded_once on person for insert to bilin_registry with check (operator);
create policy kept_by_the_operator on person for all to bilin_app using (app.operator()) with check (app.operator());
create policy oneself on person for select to bilin_app using ((id = app.person()));
grant select, update (name, phone) on person to bilin_app;
grant insert, select on person to bilin_registry;
grant insert (id, name, phone), select on person to bilin_session;
comment on table person is 'Somebody who can sign in, by name or phone.';

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
CREATE INDEX seat_of_tenant ON public.seat USING btree (tenant_id);
CREATE UNIQUE INDEX tenants__seat_already_held ON public.seat USING btree (person_id, tenant_id, role) WHERE (ended_at IS NULL);
alter table seat enable row level security;
alter table seat force row level security;
create policy decides_who_enters on seat for select to bilin_registry using (true);
create policy ended_by_its_own_tenant on seat for update to bilin_app using (((tenant_id = app.tenant()) AND (tenant_id = app.seat()))) with check (((tenant_id = app.tenant()) AND (tenant_id = app.seat())));
create policy kept_by_the_operator on seat for all to bilin_app using (app.operator()) with check (app.operator());
create policy own_seats on seat for select to bilin_session using ((person_id = app.person()));
create policy seats_within_reach on seat for select to bilin_app using (((person_id = app.person()) OR (tenant_id = ANY (app.reach()))));
create policy takes_a_seat on seat for insert to bilin_session with check ((person_id = app.person()));
grant insert, select, update (title, ended_at) on seat to bilin_app;
grant select on seat to bilin_registry;
grant insert (person_id, tenant_id, role, title), select on seat to bilin_session;
comment on table seat is 'One person''s role in one tenant. Other tenants see its title, never the person''s name.';

create table service_contract (
  tenant_id uuid default app.tenant() not null,
  author_id uuid default app.seat() not null,
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
  constraint estates__kept_at_home CHECK ((tenant_id = author_id)),
  constraint service_contract_author_id_fkey FOREIGN KEY (author_id) REFERENCES tenant(id),
  constraint service_contract_company_id_fkey FOREIGN KEY (company_id) REFERENCES tenant(id),
  constraint service_contract_tenant_id_estate_id_fkey FOREIGN KEY (tenant_id, estate_id) REFERENCES estate(tenant_id, id),
  constraint service_contract_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
CREATE INDEX service_contract_by_end ON public.service_contract USING btree (tenant_id, until);
CREATE INDEX service_contract_of_author ON public.service_contract USING btree (author_id);
CREATE INDEX service_contract_of_company ON public.service_contract USING btree (company_id);
CREATE INDEX service_contract_of_estate ON public.service_contract USING btree (tenant_id, estate_id, since);
alter table service_contract enable row level security;
alter table service_contract force row level security;
create policy changed_by_author_or_tenant on service_contract for update to bilin_app using (((tenant_id = app.tenant()) AND ((author_id = app.seat()) OR (tenant_id = app.seat())))) with check (((tenant_id = app.tenant()) AND ((author_id = app.seat()) OR (tenant_id = app.seat()))));
create policy put_by_this_seat on service_contract for insert to bilin_app with check (((tenant_id = app.tenant()) AND (author_id = app.seat())));
create policy read_in_this_tenant on service_contract for select to bilin_app using ((tenant_id = app.tenant()));
create policy removed_by_author_or_tenant on service_contract for delete to bilin_app using (((tenant_id = app.tenant()) AND ((author_id = app.seat()) OR (tenant_id = app.seat()))));
grant delete, insert, select, update (company_id, company_name, since, until) on service_contract to bilin_app;
comment on table service_contract is 'A property company 物业公司 serves a compound, over days that include both ends.';
comment on column service_contract.company_id is 'The company''s tenant, when it is one of Bilin; its name is kept beside it either way.';

create table session (
  id_hash text not null,
  person_id uuid not null,
  made_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (id_hash),
  constraint sessions__never_expires CHECK ((expires_at <= ends_at)),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX session_of_person ON public.session USING btree (person_id);
alter table session enable row level security;
alter table session force row level security;
create policy session_begins on session for insert to bilin_session with check ((person_id = app.person()));
create policy session_ends on session for delete to bilin_session using (((id_hash = app.asking()) OR (person_id = app.person())));
create policy session_goes_on on session for update to bilin_session using ((id_hash = app.asking())) with check ((id_hash = app.asking()));
create policy session_in_hand on session for select to bilin_session using (((id_hash = app.asking()) OR (person_id = app.person())));
grant delete, insert, select, update (expires_at) on session to bilin_session;
comment on column session.id_hash is 'SHA-256 of the session id, hex; the id itself is only in the cookie.';
comment on column session.expires_at is 'Idle limit; moved on by use, never past ends_at.';

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
create policy kept_by_the_operator on tenant for all to bilin_app using (app.operator()) with check (app.operator());
create policy named_on_an_invitation on tenant for select to bilin_session using (((id)::text = app.asking()));
create policy named_within_reach on tenant for select to bilin_app using ((id = ANY (app.reach())));
grant insert, select, update (name) on tenant to bilin_app;
grant select on tenant to bilin_registry;
grant select on tenant to bilin_session;
comment on table tenant is 'A body that owns rows: 社区, 物业公司, 共建单位 or 联盟.';
comment on column tenant.example is 'Part of the demo story; shown as 示例 wherever it appears.';

alter default privileges grant execute on routines to bilin_owner;
