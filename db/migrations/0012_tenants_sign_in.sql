-- Sign-in: password hashes and sessions. Only bilin_session, the role that apps/api/src/auth alone uses, reaches them.

create table credential (
  person_id  uuid primary key references person,
  hash       text not null,
  changed_at timestamptz not null default app.now()
);
comment on column credential.hash is 'argon2id, PHC string.';

create table session (
  id_hash    text primary key,
  person_id  uuid not null references person,
  made_at    timestamptz not null default now(),
  expires_at timestamptz not null,
  ends_at    timestamptz not null,
  constraint session_ends_in_the_end check (expires_at <= ends_at)
);
create index session_of_person on session (person_id);
comment on column session.id_hash is 'SHA-256 of the session id, hex; the id itself is only in the cookie.';
comment on column session.expires_at is 'Idle limit; moved on by use, never past ends_at.';

do $$
declare secret regclass;
begin
  foreach secret in array array['credential', 'session']::regclass[] loop
    execute format('alter table %s enable row level security', secret);
    execute format('alter table %s force row level security', secret);
  end loop;
end $$;

grant select, insert (person_id, hash), update (hash, changed_at) on credential to bilin_session;
create policy own_password on credential for select to bilin_session using (person_id = app.person());
create policy first_password on credential for insert to bilin_session with check (person_id = app.person());
create policy new_password on credential for update to bilin_session
  using (person_id = app.person()) with check (person_id = app.person());

grant select, insert, delete, update (expires_at) on session to bilin_session;
create policy holds_the_session on session for select to bilin_session
  using (id_hash = app.lookup_key() or person_id = app.person());
create policy session_begins on session for insert to bilin_session with check (person_id = app.person());
create policy session_extended on session for update to bilin_session
  using (id_hash = app.lookup_key()) with check (id_hash = app.lookup_key());
create policy session_ends on session for delete to bilin_session
  using (id_hash = app.lookup_key() or person_id = app.person());
