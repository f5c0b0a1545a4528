-- A forgotten password: whoever manages the seats of a tenant, or the operator, makes a link for one person; it works once, within a day,
-- and sets a new password. The old one works until then. Only the SHA-256 of its token is stored.

create table password_link (
  id         uuid primary key default gen_random_uuid(),
  person_id  uuid not null references person,
  seat_id    uuid not null references seat,
  token_hash text not null unique,
  made_at    timestamptz not null,
  made_by    uuid not null references person,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index password_link_of_person on password_link (person_id);
create index password_link_of_seat on password_link (seat_id);
create index password_link_made_by on password_link (made_by);
comment on table password_link is 'A link that sets a new password once, before it expires. Of one person the newest alone works.';
comment on column password_link.seat_id is 'The seat whose holder it was made for; its tenant records that it was used.';

alter table password_link enable row level security;
alter table password_link force row level security;

grant select, update (used_at) on password_link to bilin_session;
create policy holds_the_link on password_link for select to bilin_session using (token_hash = app.lookup_key());
create policy used_with_the_link on password_link for update to bilin_session
  using (token_hash = app.lookup_key()) with check (token_hash = app.lookup_key());

grant select, insert, delete on password_link to bilin_registry;
create policy finds_earlier_links on password_link for select to bilin_registry using (true);
create policy makes_a_link on password_link for insert to bilin_registry with check (made_by = app.person() and used_at is null);
create policy replaces_unused_links on password_link for delete to bilin_registry using (used_at is null);

create function app.make_password_link(seat uuid, hash text, made timestamptz, expires timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
comment on function app.make_password_link is
  'Makes the link for whoever holds this seat of the current tenant, or any seat for the operator. Answers nothing about the person.';

grant create on schema app to bilin_registry;
alter function app.make_password_link owner to bilin_registry;
revoke create on schema app from bilin_registry;
revoke execute on function app.make_password_link from public;
grant execute on function app.make_password_link to bilin_app;
