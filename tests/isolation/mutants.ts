/** One mistake for each rule of the lint, as somebody could make it in a migration or on a server, and what the lint must name. */
export const mutants: Record<string, Record<string, string>> = {
  'every role is there': {
    'alter role bilin_worker rename to worker': 'bilin_worker',
  },
  'no role of ours is above row-level security': {
    'alter role bilin_app bypassrls': 'bilin_app',
    'alter role bilin_session superuser': 'bilin_session',
    'alter role bilin_owner createrole': 'bilin_owner',
  },
  'bilin_registry cannot log in': {
    'alter role bilin_registry login': 'bilin_registry',
  },
  'a role of the API is a member of no other': {
    'grant bilin_owner to bilin_app': 'bilin_app',
    'grant pg_read_all_data to bilin_worker': 'bilin_worker',
  },
  'a role of the API owns nothing': {
    'alter table event owner to bilin_app': 'bilin_app',
    'alter schema app owner to bilin_session': 'bilin_session',
  },
  'a role of the API makes no objects, not even temporary ones': {
    'grant create on schema public to public': 'bilin_app',
    [`do $$ begin execute format('grant temporary on database %I to bilin_app', current_database()); end $$`]:
      'bilin_app',
  },
  'a role of the API stays out of the ledger and the queue': {
    'grant usage on schema bilin_migration to bilin_app': 'bilin_app',
    'grant usage on schema graphile_worker to bilin_app': 'bilin_app',
  },
  'every role that logs in for the API has its timeouts': {
    'alter role bilin_app reset statement_timeout': 'bilin_app',
    'alter role bilin_worker set lock_timeout = 0': 'bilin_worker',
  },
  'row-level security is on, and forced on the owner too': {
    'alter table estate disable row level security': 'estate',
    'alter table session no force row level security': 'session',
  },
  'a table is a tenant’s or on the list of the registry': {
    'create table notice (id uuid primary key)': 'notice',
  },
  'a row that moves from stage to stage has its steps': {
    'drop table project_step': 'project',
    'alter table estate add stage text': 'estate',
  },
  'a view runs as its asker': {
    'create view every_event as select * from event': 'every_event',
  },
  'nobody reads a materialised view': {
    'create materialized view counted as select count(*) from event; grant select on counted to bilin_app': 'counted',
  },
  'a granted command has a permissive policy': {
    'drop policy visible_in_current_tenant on event': 'event',
    'grant delete on event to bilin_app': 'event',
  },
  'no policy is for PUBLIC': {
    'alter policy visible_in_current_tenant on event to public': 'visible_in_current_tenant on event',
  },
  'no policy is always true': {
    'alter policy visible_in_current_tenant on estate using (true)': 'visible_in_current_tenant on estate',
    'alter policy entered_or_own on tenant using (1 = 1)': 'entered_or_own',
    'alter policy inserted_by_acting_tenant on event with check ((true))': 'inserted_by_acting_tenant on event',
  },
  'what a tenant’s table permits is what app.isolate gives': {
    'create policy everybodys on sealed_card for select to bilin_app using (tenant_id = app.public())':
      'everybodys on sealed_card',
    'alter policy inserted_by_acting_tenant on seal with check (tenant_id = app.current_tenant())':
      'inserted_by_acting_tenant on seal',
    'create policy everybodys on seal for insert to bilin_app with check (tenant_id = app.public())':
      'everybodys on seal',
    'alter policy inserted_by_acting_tenant on survey_answer with check ((tenant_id = app.current_tenant() and author_tenant_id = app.acting_tenant()) or tenant_id = app.public())':
      'inserted_by_acting_tenant on survey_answer',
    'alter policy inserted_by_acting_tenant on survey_answer with check (tenant_id = app.current_tenant() or (tenant_id = app.public() and author_tenant_id = app.public()))':
      'inserted_by_acting_tenant on survey_answer',
    'create policy also_mine on estate for select to bilin_app using (author_tenant_id = app.acting_tenant())':
      'also_mine on estate',
    'alter policy visible_in_current_tenant on estate using (tenant_id = app.current_tenant() or app.operator())':
      'visible_in_current_tenant on estate',
    [`alter policy visible_in_current_tenant on estate using ((tenant_id = app.current_tenant() and name <> '') or app.operator())`]:
      'visible_in_current_tenant on estate',
  },
  'what the public may insert is on the list, and is not read back through its door': {
    [`alter policy inserted_by_acting_tenant on estate with check ((tenant_id = app.current_tenant() and author_tenant_id = app.acting_tenant())
        or (tenant_id = app.public() and author_tenant_id = app.public()))`]: 'inserted_by_acting_tenant on estate',
    'create policy read_back on survey_answer for select to bilin_app using (tenant_id = app.public())':
      'read_back on survey_answer',
    'create policy read_back on survey_code_use for delete to bilin_app using (tenant_id = app.public())':
      'read_back on survey_code_use',
    'alter policy inserted_by_acting_tenant on survey_answer with check (tenant_id = app.current_tenant() and author_tenant_id = app.acting_tenant())':
      'survey_answer',
  },
  'no policy is restrictive': {
    'create policy own_acts on event as restrictive for select to bilin_app using (author_tenant_id = app.acting_tenant())':
      'own_acts on event',
  },
  'a table has one policy for a command and a role': {
    'create policy also_mine on estate for select to bilin_app using (tenant_id = app.current_tenant())':
      'also_mine on estate',
    'create policy everything on event to bilin_app using (tenant_id = app.current_tenant()) with check (false)':
      'everything on event',
    'create policy everybodys on seat for update using (person_id = app.person())': 'everybodys on seat',
  },
  'a policy for update says what the row may become': {
    'drop policy change_oneself on person; create policy change_oneself on person for update to bilin_app using (id = app.person())':
      'change_oneself',
  },
  'a policy reads settings through the context only': {
    [`alter policy oneself on person using (id::text = current_setting('app.person', true))`]: 'oneself',
  },
  'a policy compares with one value, not with a list': {
    [`create function app.known() returns uuid[] language sql stable return nullif(current_setting('app.known', true), '')::uuid[];
      alter policy entered_or_own on tenant using (id = any (app.known()))`]: 'entered_or_own on tenant',
  },
  'a policy looks nothing up': {
    'alter policy visible_in_current_tenant on event using (author_tenant_id in (select id from tenant))':
      'visible_in_current_tenant on event',
  },
  'the context is STABLE and written to be inlined': {
    'alter function app.current_tenant() volatile': 'app.current_tenant()',
    'alter function app.acting_tenant() set search_path = public': 'app.acting_tenant()',
  },
  'the planner inlines the context': {
    'alter function app.person() security definer': 'app.person()',
    [`create or replace function app.acting_tenant_kind() returns text language plpgsql stable as
        $$ begin return current_setting('app.acting_tenant_kind', true); end $$`]: 'app.acting_tenant_kind()',
  },
  'a security definer function has a fixed path, temporary tables last': {
    'alter function app.is_founded() reset search_path': 'app.is_founded()',
    'alter function app.reachable_tenants() set search_path = pg_catalog, public': 'app.reachable_tenants()',
  },
  'a security definer function belongs to bilin_registry': {
    'alter function app.is_founded() owner to bilin_owner': 'app.is_founded()',
  },
  'a security definer function is on the list, with a reason': {
    [`create function app.peek() returns bigint language sql stable security definer as 'select count(*) from person'`]:
      'app.peek()',
  },
  'PUBLIC executes nothing': {
    'grant execute on function app.reachable_tenants() to public': 'app.reachable_tenants()',
    'create function app.loose() returns int language sql return 1; alter function app.loose() owner to postgres; grant execute on function app.loose() to public':
      'app.loose()',
  },
  'nothing of ours is LEAKPROOF': {
    'alter function app.now() leakproof': 'app.now()',
  },
  'nobody may truncate, reference, trigger or maintain': {
    'grant truncate on event to bilin_app': 'event',
    'grant references (id) on person to bilin_worker': 'person',
    'grant trigger on estate to bilin_session': 'estate',
  },
  'PUBLIC has no right on a table, a sequence or a schema': {
    'grant select on tenant to public': 'tenant',
    'grant usage on schema app to public': 'app',
  },
  'no right is given on by who was given it': {
    'grant select on event to bilin_app with grant option': 'event',
  },
  'nothing is granted in advance': {
    'alter default privileges in schema public grant select on tables to bilin_app': 'r',
  },
  'the door, the registry and the worker reach their own tables only': {
    'grant select on event to bilin_session': 'event',
    'grant select on estate to bilin_registry': 'estate',
  },
  'bilin_registry only looks, founds, extends sessions, and makes password links and copies of what it sees': {
    'grant update on seat to bilin_registry': 'seat',
  },
  'nobody but bilin_registry writes the copies': {
    'grant insert on neighbour to bilin_app': 'neighbour',
    'grant update (title) on neighbour_seat to bilin_session': 'neighbour_seat',
  },
  'bilin_app never reaches a password or a session': {
    'grant select on credential to bilin_app': 'credential',
    'grant select (id_hash) on session to bilin_app': 'session',
  },
  'a column that says whose a row is, or that a policy leans on, does not change': {
    'grant update (author_tenant_id) on estate to bilin_app': 'estate.author_tenant_id',
    'grant update on event to bilin_app': 'event.tenant_id',
    'grant update (person_id) on seat to bilin_app': 'seat.person_id',
  },
  'a row says by itself whose it is': {
    'alter table estate alter author_tenant_id set default app.current_tenant()': 'estate.author_tenant_id',
    'alter table estate alter tenant_id set default coalesce(app.current_tenant(), app.public())': 'estate.tenant_id',
  },
  'every line of the lists is still needed': {
    'revoke update on listed_estate from bilin_app': 'listed_estate.until',
  },
  'tenant_id and author_tenant_id are never null': {
    'alter table event alter author_tenant_id drop not null': 'event.author_tenant_id',
  },
  'tenant_id leads the primary key': {
    'alter table event drop constraint event_pkey; alter table event add primary key (id, tenant_id)': 'event',
  },
  'an index begins with tenant_id': {
    'alter table event drop constraint event_pkey; drop index event_newest, event_of_member; alter table event add primary key (id)':
      'event',
  },
  'a reference between tenants’ tables carries the tenant first': {
    'alter table estate add unique (id); alter table service_contract add constraint loose foreign key (estate_id) references estate (id)':
      'service_contract.loose',
  },
  'no reference writes to what points at it': {
    'alter table event add constraint following foreign key (seat_id) references seat on delete set null':
      'event.following',
  },
  'what must be one of a kind is so within its tenant': {
    'create unique index name_anywhere on estate (name)': 'name_anywhere',
    'alter table service_contract add constraint anywhere exclude using gist (company_id with =, daterange(since, until) with &&)':
      'anywhere',
  },
  'a uniqueness across all tenants is known and harmless': {
    'create unique index person_named_once on person (name)': 'person_named_once',
  },
  'every reference has its index': {
    'drop index event_of_author': 'event.event_author_tenant_id_fkey',
  },
  'no index is the beginning of another': {
    'create index visit_of_round_only on visit (tenant_id, round_id)': 'visit_of_round_only',
    'create index round_step_again on round_step (tenant_id, subject_id, turn)': 'round_step_again',
  },
  'a unique key that contains another is there for a reference': {
    'alter table mark add unique (tenant_id, id, indicator)': 'mark_tenant_id_id_indicator_key',
  },
}
