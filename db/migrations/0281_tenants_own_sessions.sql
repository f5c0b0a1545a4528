-- People list and end their own sessions, so a session says by which device and when it was last used.
--
-- The id is what a page names a session by: the hash opens it in a transaction, so it stays in the database. A session is deleted when it
-- ends or at its person's next sign-in, and what is known of the device with it; where it came from is not kept.

alter table session
  add column id uuid not null default gen_random_uuid(),
  add column user_agent text not null default '' check (length(user_agent) <= 400),
  add column used_at timestamptz not null default now();
comment on column session.id is 'Names the session to its own person; opens nothing.';
comment on column session.user_agent is 'What the browser called itself at sign-in.';
comment on column session.used_at is 'When it was last used, five minutes more or less.';

grant update (used_at) on session to bilin_registry;

create or replace function app.check_session(session_hash text, out id uuid, out name text, out operator boolean)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
