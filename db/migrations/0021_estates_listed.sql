-- Listing: the dated copy of an estate that its community shows an alliance. Only these columns are copied; address and
-- contact have no column here. Listing again updates the copy in place, so that visits and results keep pointing at one row;
-- withdrawing hides it from everybody but its community and the alliance itself.

create table listed_estate (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  estate_id        uuid not null,
  name             text not null constraint estates__name_blank check (name <> ''),
  kind             text not null constraint estates__kind_unknown check (kind in ('commercial', 'resettlement')),
  households       integer not null constraint estates__households_negative check (households >= 0),
  buildings        integer not null constraint estates__buildings_negative check (buildings >= 0),
  fee              numeric(6, 2) constraint estates__fee_negative check (fee >= 0),
  lat              double precision,
  lng              double precision,
  company_id       uuid references tenant,
  company_name     text,
  listed_at        timestamptz not null default app.now(),
  purpose          text not null constraint estates__purpose_blank check (purpose <> ''),
  until            date,
  withdrawn_at     timestamptz,
  primary key (tenant_id, id),
  constraint estates__listed_at_home check (tenant_id <> author_tenant_id),
  constraint estates__half_a_place check ((lat is null) = (lng is null)),
  constraint estates__place_nowhere check (lat between -90 and 90 and lng between -180 and 180),
  constraint estates__listed_already unique (tenant_id, author_tenant_id, estate_id)
);
create index listed_estate_shown on listed_estate (tenant_id, kind) include (author_tenant_id, until, withdrawn_at);
create index listed_estate_served on listed_estate (tenant_id, company_id);
create index listed_estate_of_author on listed_estate (author_tenant_id);
create index listed_estate_of_company on listed_estate (company_id);
comment on table listed_estate is
  'An estate as its community listed it in this alliance: 共享自××社区. author_tenant_id is the community.';
comment on column listed_estate.estate_id is 'The community''s own record, which nobody else can read.';
comment on column listed_estate.fee is 'Yuan per square metre and month.';
comment on column listed_estate.company_id is
  'The company serving it on the day it was listed, when it is a member of this alliance.';
comment on column listed_estate.listed_at is 'When this copy was taken.';
comment on column listed_estate.until is 'The last day others may see it; open when null.';

call app.isolate('listed_estate',
  updatable => '{name, kind, households, buildings, fee, lat, lng, company_id, company_name, listed_at, purpose, until, withdrawn_at}',
  promises => array[
    ['select', 'visible_until_withdrawn',
     $$author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant()
      or (withdrawn_at is null and (until is null or until >= (app.now() at time zone 'Asia/Shanghai')::date))$$],
    ['insert', 'inserted_by_communities', $$app.acting_tenant_kind() = 'community'$$],
    ['update', 'updated_by_its_community', 'author_tenant_id = app.acting_tenant()']
  ]);
