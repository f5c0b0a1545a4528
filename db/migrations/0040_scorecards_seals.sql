-- Seals: every publication, and every correction, as one text that cannot be changed unnoticed.
--
-- A seal's document is canonical JSON (RFC 8785) of what everybody may know: the round, by which rubric, the name and stars of
-- each estate, and the SHA-256 of each estate's own card. A card (sealed_card) is canonical JSON of all there is to know of
-- one estate, read by those who may read that scorecard; 128 random bits in it keep its hash from being guessed back. The
-- seal's hash is the SHA-256 of its document, and the document names the hash of the seal before it in the same alliance,
-- corrections included: whoever holds one printed hash can tell whether anything before it was changed.
--
-- A seal is public: app.enter_public gives a context in which this table alone is visible.
--
-- Whoever runs the server checks the ledger from the command line, as the database's owner: app.enter_ledger gives the
-- context of the alliance's coordinator, reading only. The API's role may not execute it.

create table seal (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null check (version >= 1),
  place            integer not null check (place >= 1),
  previous         text check (previous ~ '^[0-9a-f]{64}$'),
  hash             text not null check (hash ~ '^[0-9a-f]{64}$'),
  document         text not null,
  reason           text not null default '',
  published_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  constraint scorecards__version_already_published unique (tenant_id, round_id, version),
  constraint scorecards__chain_grew_meanwhile unique (tenant_id, place),
  unique (tenant_id, hash),
  check ((place = 1) = (previous is null)),
  check ((version = 1) = (reason = ''))
);
create index seal_of_author on seal (author_tenant_id);
comment on table seal is
  'One publication or correction of a round, sealed: its document, the hash of that, and its place in the alliance''s chain.';
comment on column seal.document is 'Canonical JSON (RFC 8785); the hash is of exactly these characters, as UTF-8.';
comment on column seal.place is 'Its place in the chain of the alliance, from 1.';
comment on column seal.reason is 'Why a version was corrected; blank for the first.';

call app.isolate('seal', public => true, promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);

create table sealed_card (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  hash             text not null check (hash ~ '^[0-9a-f]{64}$'),
  document         text not null,
  primary key (tenant_id, id),
  constraint sealed_card_of_version unique (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint sealed_card_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id)
);
create index sealed_card_of_author on sealed_card (author_tenant_id);
comment on table sealed_card is
  'The whole scorecard of one estate as canonical JSON; its hash is in the document of its version''s seal.';

call app.isolate('sealed_card', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'own_card',
   'tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()']
]);

create function app.enter_ledger(place text)
returns table (tenant_id uuid, name text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
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
end $$;
comment on function app.enter_ledger is
  'Reads an alliance''s published record whole, from the server''s command line, to check it.';

create function app.ledgers() returns table (slug text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select tenant.slug from tenant where tenant.kind = 'alliance' order by tenant.slug
$$;
comment on function app.ledgers is 'The alliances of this server, for its ledger''s command line.';

grant create on schema app to bilin_registry;
alter function app.enter_ledger owner to bilin_registry;
alter function app.ledgers owner to bilin_registry;
revoke create on schema app from bilin_registry;

revoke execute on function app.enter_ledger, app.ledgers from public;
grant execute on function app.enter_ledger, app.ledgers to bilin_owner;
