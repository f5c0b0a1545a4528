-- Tenants: the registry of who is a member of whom, of the people and their seats, and of the invitations that make seats.
--
-- Not owned by any tenant. From inside a tenant one reads one's own seats, one's own person, and the names and seats of the
-- tenants within reach; the operator maintains the registry and sees no tenant's rows. Three roles: bilin_app asks for members
-- and operators, bilin_session for somebody signing in, bilin_registry owns the functions that decide who enters.

create table tenant (
  id      uuid primary key default gen_random_uuid(),
  slug    text not null constraint tenants__slug_taken unique
          constraint tenants__slug_malformed check (slug ~ '^[a-z](-?[a-z0-9])*$' and length(slug) between 3 and 32),
  name    text not null constraint tenants__name_blank check (name <> ''),
  kind    text not null constraint tenants__kind_unknown check (kind in ('community', 'company', 'unit', 'alliance')),
  example boolean not null default false,
  made_at timestamptz not null default app.now()
);
comment on table tenant is 'A body that owns rows: 社区, 物业公司, 共建单位 or 联盟.';
comment on column tenant.example is 'Part of the demo story; shown as 示例 wherever it appears.';

create table membership (
  tenant_id uuid not null references tenant,
  member_id uuid not null references tenant,
  since     timestamptz not null default app.now(),
  ended_at  timestamptz,
  primary key (tenant_id, member_id),
  constraint tenants__member_of_itself check (tenant_id <> member_id)
);
create index membership_of_member on membership (member_id);
comment on table membership is 'A member of an alliance; tenant_id is the alliance.';

create table person (
  id       uuid primary key default gen_random_uuid(),
  name     text not null constraint tenants__person_name_blank check (name <> ''),
  phone    text constraint tenants__phone_taken unique,
  operator boolean not null default false,
  made_at  timestamptz not null default app.now()
);
create index person_by_name on person (name);
comment on table person is 'Somebody who can sign in, by name or phone.';

create table seat (
  id        uuid primary key default gen_random_uuid(),
  person_id uuid not null references person,
  tenant_id uuid not null references tenant,
  role      text not null constraint tenants__role_unknown
            check (role in ('secretary', 'staff', 'manager', 'liaison', 'coordinator')),
  title     text not null constraint tenants__title_blank check (title <> ''),
  made_at   timestamptz not null default app.now(),
  ended_at  timestamptz
);
create unique index tenants__seat_already_held on seat (person_id, tenant_id, role) where ended_at is null;
create index seat_of_tenant on seat (tenant_id);
create index seat_of_person on seat (person_id);
comment on table seat is 'One person''s role in one tenant. Other tenants see its title, never the person''s name.';

create table invitation (
  id          uuid primary key default gen_random_uuid(),
  tenant_id   uuid not null references tenant,
  role        text not null check (role in ('secretary', 'staff', 'manager', 'liaison', 'coordinator')),
  title       text not null,
  token_hash  text not null unique,
  made_at     timestamptz not null default app.now(),
  made_by     uuid not null default app.person() references person,
  expires_at  timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person,
  revoked_at  timestamptz
);
create index invitation_of_tenant on invitation (tenant_id);
create index invitation_made_by on invitation (made_by);
create index invitation_accepted_by on invitation (accepted_by);
comment on table invitation is 'A link that makes a seat once, before it expires. Only the SHA-256 of its token is stored.';

do $$
declare registry regclass;
begin
  foreach registry in array array['tenant', 'membership', 'person', 'seat', 'invitation']::regclass[] loop
    execute format('alter table %s enable row level security', registry);
    execute format('alter table %s force row level security', registry);
    execute format('grant select on %s to bilin_app, bilin_registry', registry);
    execute format('create policy decides_who_enters on %s for select to bilin_registry using (true)', registry);
  end loop;
end $$;

-- Members and the operator.
create policy named_within_reach on tenant for select to bilin_app using (app.operator() or id = any (app.reach()));
create policy inserted_by_operator on tenant for insert to bilin_app with check (app.operator());
create policy updated_by_operator on tenant for update to bilin_app using (app.operator()) with check (app.operator());

create policy members_of_this_alliance on membership for select to bilin_app
  using (app.operator() or tenant_id = app.current_tenant() or member_id = app.current_tenant());
create policy inserted_by_operator on membership for insert to bilin_app with check (app.operator());
create policy updated_by_operator on membership for update to bilin_app using (app.operator()) with check (app.operator());

create policy oneself on person for select to bilin_app using (app.operator() or id = app.person());
create policy change_oneself on person for update to bilin_app
  using (app.operator() or id = app.person()) with check (app.operator() or id = app.person());

create policy seats_within_reach on seat for select to bilin_app
  using (app.operator() or person_id = app.person() or tenant_id = any (app.reach()));
create policy inserted_by_operator on seat for insert to bilin_app with check (app.operator());
create policy ended_by_its_own_tenant on seat for update to bilin_app
  using (app.operator() or (tenant_id = app.current_tenant() and tenant_id = app.acting_tenant()))
  with check (app.operator() or (tenant_id = app.current_tenant() and tenant_id = app.acting_tenant()));

create policy read_by_its_own_tenant on invitation for select to bilin_app
  using (app.operator() or (tenant_id = app.current_tenant() and tenant_id = app.acting_tenant()));
create policy invited_by_its_own_tenant on invitation for insert to bilin_app
  with check (app.operator() or (tenant_id = app.current_tenant() and tenant_id = app.acting_tenant()));
create policy revoked_by_its_own_tenant on invitation for update to bilin_app
  using (app.operator() or (tenant_id = app.current_tenant() and tenant_id = app.acting_tenant()))
  with check (app.operator() or (tenant_id = app.current_tenant() and tenant_id = app.acting_tenant()));

grant insert on tenant, membership, seat, invitation to bilin_app;
grant update (name) on tenant to bilin_app;
grant update (since, ended_at) on membership to bilin_app;
grant update (name, phone) on person to bilin_app;
grant update (title, ended_at) on seat to bilin_app;
grant update (revoked_at) on invitation to bilin_app;

-- Sign-in: only what the asker already knows by name, phone or link.
grant select on tenant to bilin_session;
grant select, update (accepted_at, accepted_by) on invitation to bilin_session;
grant select, insert (id, name, phone) on person to bilin_session;
grant select, insert (person_id, tenant_id, role, title) on seat to bilin_session;
create policy named_on_an_invitation on tenant for select to bilin_session using (id::text = app.lookup_key());
create policy looked_up on person for select to bilin_session using (app.lookup_key() in (name, phone) or id = app.person());
create policy inserts_oneself on person for insert to bilin_session with check (id = app.person() and not operator);
create policy holds_the_link on invitation for select to bilin_session
  using (token_hash = app.lookup_key() or accepted_by = app.person());
create policy accepted_with_the_link on invitation for update to bilin_session
  using (token_hash = app.lookup_key()) with check (token_hash = app.lookup_key() and accepted_by = app.person());
create policy own_seats on seat for select to bilin_session using (person_id = app.person());
create policy accepts_a_seat on seat for insert to bilin_session with check (person_id = app.person());

-- The first operator of an empty registry.
grant insert on person to bilin_registry;
create policy inserts_the_first_operator on person for insert to bilin_registry with check (operator);
