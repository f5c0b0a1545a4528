-- Estates: a community's own housing estates and the contracts by which property companies serve them. Private: the tables
-- live in the community alone. An alliance sees a copy in listed_estate, made when the community lists the estate.
--
-- An estate is removed, not erased, so that the removal can be undone; its name is then free for another. A contract covers
-- its days from since to until, both included, without end while until is empty, and no two of an estate overlap.

create table estate (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  name             text not null constraint estates__name_blank check (name <> ''),
  kind             text not null constraint estates__kind_unknown check (kind in ('commercial', 'resettlement')),
  households       integer not null constraint estates__households_negative check (households >= 0),
  buildings        integer not null constraint estates__buildings_negative check (buildings >= 0),
  fee              numeric(6, 2) constraint estates__fee_negative check (fee >= 0),
  address          text not null default '',
  lat              double precision,
  lng              double precision,
  contact_name     text not null default '',
  contact_phone    text not null default '',
  revision         integer not null default 1,
  made_at          timestamptz not null default app.now(),
  changed_at       timestamptz not null default app.now(),
  removed_at       timestamptz,
  primary key (tenant_id, id),
  constraint estates__kept_at_home check (tenant_id = author_tenant_id),
  constraint estates__half_a_place check ((lat is null) = (lng is null)),
  constraint estates__place_nowhere check (lat between -90 and 90 and lng between -180 and 180)
);
create unique index estates__name_taken on estate (tenant_id, name) where removed_at is null;
create index estate_of_author on estate (author_tenant_id);
comment on table estate is 'A housing estate 小区 in its community''s own records.';
comment on column estate.kind is 'commercial 商品房, resettlement 安置房.';
comment on column estate.fee is 'Yuan per square metre and month; null where none is charged or known.';
comment on column estate.lat is 'Degrees, WGS 84, as is lng.';
comment on column estate.contact_phone is 'Digits; shown as 138****1234.';
comment on column estate.revision is 'Counts the changes, so that a form filled over somebody else''s change is noticed.';

call app.isolate('estate',
  updatable => '{name, kind, households, buildings, fee, address, lat, lng, contact_name, contact_phone, revision, changed_at, removed_at}');

create table service_contract (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  estate_id        uuid not null,
  company_id       uuid references tenant,
  company_name     text not null constraint estates__company_blank check (company_name <> ''),
  since            date not null,
  until            date,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, estate_id) references estate,
  constraint estates__kept_at_home check (tenant_id = author_tenant_id),
  constraint estates__contract_dates_reversed check (since <= until),
  constraint estates__contract_overlaps
    exclude using gist (tenant_id with =, estate_id with =, daterange(since, until, '[]') with &&)
);
create index service_contract_of_estate on service_contract (tenant_id, estate_id, since);
create index service_contract_by_end on service_contract (tenant_id, until);
create index service_contract_of_author on service_contract (author_tenant_id);
create index service_contract_of_company on service_contract (company_id);
comment on table service_contract is 'A property company 物业公司 serves an estate, over days that include both ends.';
comment on column service_contract.company_id is
  'The company''s tenant, when it is one of Bilin; its name is in company_name either way.';

call app.isolate('service_contract', updatable => '{company_id, company_name, since, until}', deletable => true);

create table estate_import (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  made_at          timestamptz not null default app.now(),
  source           text not null default '',
  rows             jsonb not null,
  companies        jsonb not null default '{}',
  ignored          text[] not null default '{}',
  hidden           integer not null default 0,
  primary key (tenant_id, id),
  constraint estates__kept_at_home check (tenant_id = author_tenant_id)
);
create index estate_import_by_age on estate_import (tenant_id, made_at);
create index estate_import_of_author on estate_import (author_tenant_id);
comment on table estate_import is 'A file read and not yet confirmed; gone once confirmed, given up, or a day old.';
comment on column estate_import.source is 'The file''s name; blank when pasted.';
comment on column estate_import.rows is 'What the file says of each estate, clean: packages/domain estates/rows.ts.';
comment on column estate_import.companies is 'The companies it names that are tenants, by name.';
comment on column estate_import.ignored is 'Columns of the file that are none of ours.';
comment on column estate_import.hidden is 'Rows a filter in Excel was hiding; they are read like the others.';

call app.isolate('estate_import', deletable => true);
