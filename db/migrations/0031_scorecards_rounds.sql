-- Rounds: one round of mutual visits, and the estates it covers.
--
-- A round goes through planning → visiting → responding → settling → published and holds dated copies of its estates: an estate
-- that changes its company or its name in between is judged as it was when the round was planned. While settling the
-- coordinator decides and nobody responds any more. A published round has versions: a correction adds one and says why.
--
-- A round may be cancelled until it is published: what was filled in stays with whoever could read it. A cancelled round does
-- not come back; every member reads the reason.

create table round (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  slug             text not null
               constraint scorecards__slug_malformed check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) between 3 and 40),
  title            text not null constraint scorecards__title_blank check (title <> ''),
  rubric_id        uuid not null,
  opens_on         date not null,
  closes_on        date not null,
  response_until   date not null,
  disclose_from_visits smallint not null default 3
               constraint scorecards__disclose_from_visits_out_of_range check (disclose_from_visits between 2 and 20),
  stage            text not null default 'planning' constraint scorecards__stage_unknown
               check (stage in ('planning', 'visiting', 'responding', 'settling', 'published', 'cancelled')),
  published_at     timestamptz,
  version          integer not null default 0,
  sealed           boolean not null default true,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, rubric_id) references rubric,
  constraint scorecards__slug_taken unique (tenant_id, slug),
  constraint scorecards__dates_reversed check (opens_on <= closes_on and closes_on <= response_until),
  constraint scorecards__published_without_day check ((stage = 'published') = (published_at is not null)),
  constraint scorecards__published_without_version check ((stage = 'published') = (version >= 1))
);
create index round_by_rubric on round (tenant_id, rubric_id);
create index round_by_stage on round (tenant_id, stage, opens_on desc);
create index round_of_author on round (author_tenant_id);
comment on table round is 'One round of mutual review 互评轮次, e.g. 2026-autumn.';
comment on column round.response_until is 'The last day, included, on which the reviewed company may respond.';
comment on column round.disclose_from_visits is
  'From how many submitted visits of an estate its single marks and indicators are disclosed: of fewer, they would be one reviewer''s sheet.';
comment on column round.sealed is 'False for a round that was published before there were seals: it cannot be checked.';
comment on column round.version is 'The newest published version; 0 before publication.';

call app.isolate('round',
  updatable => '{title, rubric_id, opens_on, closes_on, response_until, stage, published_at, version}',
  promises => array[
    ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
  ]);

create table round_estate (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  name             text not null,
  kind             text not null check (kind in ('commercial', 'resettlement')),
  households       integer not null,
  community_id     uuid not null references tenant,
  community_name   text not null,
  company_id       uuid not null references tenant,
  company_name     text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  foreign key (tenant_id, estate_id) references listed_estate,
  constraint scorecards__estate_already_in_round unique (tenant_id, round_id, estate_id),
  unique (tenant_id, round_id, estate_id, company_id, community_id)
);
create index round_estate_over_time on round_estate (tenant_id, estate_id);
create index round_estate_of_author on round_estate (author_tenant_id);
create index round_estate_of_community on round_estate (community_id);
create index round_estate_of_company on round_estate (company_id);
comment on table round_estate is 'A listed estate as it was when the round copied it.';
comment on column round_estate.estate_id is
  'The listing, which stays the same row over the years: results of an estate are followed by it.';

call app.isolate('round_estate', deletable => true, promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);

create table cancellation (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  stage            text not null check (stage in ('planning', 'visiting', 'responding', 'settling')),
  reason           text not null constraint scorecards__cancel_reason_blank check (reason <> ''),
  cancelled_by     uuid not null default app.seat_id() references seat,
  cancelled_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  constraint scorecards__round_cancelled unique (tenant_id, round_id)
);
create index cancellation_of_author on cancellation (author_tenant_id);
create index cancellation_of_seat on cancellation (cancelled_by);
comment on table cancellation is 'A round was cancelled: by whom, when, in which stage, and why.';

call app.isolate('cancellation', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);
