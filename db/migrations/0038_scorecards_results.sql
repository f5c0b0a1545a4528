-- Results: the outcome of a round. They do not exist before publication, which inserts them once, as a dated copy that nothing
-- changes afterwards; a later edit of an estate, a rubric or a name does not reach them.
--
-- Every row belongs to one version of its round; round.version names the newest, which pages show unless asked for another. A
-- correction adds a version, and the version before stays as it was. Nobody may update or delete a published row.
--
-- Everybody in the alliance sees the bands (result). The figures behind them are for the communities, the coordinator and the
-- reviewed company (result_total, result_dimension); single indicators and the text of findings for the reviewed company, its
-- community and the coordinator (result_indicator, result_finding, result_mark). Percent is 0–100 throughout.

create table result (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null default 1 check (version >= 1),
  estate_id        uuid not null,
  name             text not null,
  kind             text not null check (kind in ('commercial', 'resettlement')),
  households       integer not null,
  community_id     uuid not null,
  community_name   text not null,
  company_id       uuid not null,
  company_name     text not null,
  visits           integer not null check (visits >= 1),
  stars            smallint not null check (stars between 1 and 5),
  vetoed           text[] not null default '{}',
  published_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  constraint result_of_version unique (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint scorecards__already_published unique (tenant_id, round_id, estate_id, version),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id),
  check (cardinality(vetoed) = 0 or stars = 1)
);
create index result_over_time on result (tenant_id, estate_id, published_at);
create index result_of_author on result (author_tenant_id);
create index result_of_estate on result (tenant_id, round_id, estate_id, company_id, community_id);
comment on table result is
  'The band of one estate in one round: names as they were, star band 星级, how many visits it rests on.';
comment on column result.vetoed is
  'The vetoes that counted at publication, in the rubric''s Chinese words; where there is one, the stars are one.';
comment on column result.version is 'Of the round''s publication: 1 is the first, later ones are corrections.';

call app.isolate('result', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);

create table result_total (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null default 1,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  raw_mean         numeric(5, 2) not null check (raw_mean between 0 and 100),
  uncapped_mean    numeric(5, 2) not null check (uncapped_mean between 0 and 100),
  adjusted         numeric(5, 2) check (adjusted between 0 and 100),
  low              numeric(5, 2),
  high             numeric(5, 2),
  linked_group     integer check (linked_group >= 1),
  primary key (tenant_id, id),
  constraint result_total_of_version
    unique (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint result_total_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint scorecards__band_reversed check (low <= high and (low is null) = (high is null) and (low is null) = (adjusted is null))
);
create index result_total_of_author on result_total (author_tenant_id);
comment on table result_total is 'The figure behind the band of an estate.';
comment on column result_total.raw_mean is
  'Percent, 0–100: all marks as given, weighted, after the caps of findings that count; the stars follow it.';
comment on column result_total.uncapped_mean is 'Percent, before those caps.';
comment on column result_total.adjusted is
  'Percent, corrected for how severe each reviewer is; null where no correction was made. low, high: its 90 % band.';
comment on column result_total.linked_group is
  'Estates of one round with the same number are linked by shared reviewers; others must not be compared. Null in versions published before this was computed.';

call app.isolate('result_total', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'own_figures_and_communities',
   $$tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or app.acting_tenant_kind() = 'community'$$]
]);

create table result_dimension (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null default 1,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  dimension        text not null,
  weight           numeric(5, 2) not null,
  percent          numeric(5, 2) not null check (percent between 0 and 100),
  capped           boolean not null,
  adjusted         numeric(5, 2) check (adjusted between 0 and 100),
  low              numeric(5, 2),
  high             numeric(5, 2),
  primary key (tenant_id, id),
  constraint result_dimension_of_version
    unique (tenant_id, round_id, version, estate_id, company_id, community_id, dimension),
  constraint result_dimension_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id),
  constraint scorecards__dimension_band_reversed
    check (low <= high and (low is null) = (high is null) and (low is null) = (adjusted is null))
);
create index result_dimension_of_author on result_dimension (author_tenant_id);
comment on table result_dimension is 'An estate''s result in one dimension; one that nobody could judge has no row.';
comment on column result_dimension.dimension is 'Its code in the round''s rubric, e.g. C; its place there is its order.';
comment on column result_dimension.weight is 'Of 100, in the rubric.';
comment on column result_dimension.capped is 'A life-safety finding counts in it, which caps it at 40.';
comment on column result_dimension.adjusted is
  'Percent, corrected for how severe each reviewer is; low, high: its 90 % band.';

call app.isolate('result_dimension', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'own_figures_and_communities',
   $$tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or app.acting_tenant_kind() = 'community'$$]
]);

create table result_indicator (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null default 1,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  disclosed        boolean not null,
  weight           numeric(5, 2) not null,
  percent          numeric(5, 2) check (percent between 0 and 100),
  capped           boolean not null,
  marks            integer not null check (marks >= 0),
  excluded         text[] not null default '{}',
  adjusted         numeric(5, 2) check (adjusted between 0 and 100),
  low              numeric(5, 2),
  high             numeric(5, 2),
  primary key (tenant_id, id),
  constraint result_indicator_of_version
    unique (tenant_id, round_id, version, estate_id, company_id, community_id, indicator),
  constraint result_indicator_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id),
  check ((percent is null) = (marks = 0)),
  check (marks > 0 or cardinality(excluded) > 0),
  constraint scorecards__indicator_band_reversed
    check (low <= high and (low is null) = (high is null) and (low is null) = (adjusted is null))
);
create index result_indicator_of_author on result_indicator (author_tenant_id);
comment on table result_indicator is 'An estate''s result in one indicator.';
comment on column result_indicator.disclosed is
  'Whether its company and community read it; false where the estate had too few visits, and then it is on no sealed card.';
comment on column result_indicator.capped is 'A severe finding counts against it, which caps it at mark 2, 40 percent.';
comment on column result_indicator.excluded is
  'Why marks of it were left out, a reason each, in the order of their words; each reason once.';
comment on column result_indicator.percent is
  'The mean of its marks; mark 5 is 100, 4 is 80 and so on. Null where every mark was left out with a reason.';
comment on column result_indicator.marks is 'How many marks it rests on; 不适用 and marks left out are none.';
comment on column result_indicator.adjusted is
  'Percent, corrected for how severe each reviewer is; low, high: its 90 % band.';

call app.isolate('result_indicator', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'own_card',
   'tenant_id = app.acting_tenant() or (disclosed and (company_id = app.acting_tenant() or community_id = app.acting_tenant()))']
]);

create table result_finding (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null default 1,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  severity         text not null check (severity in ('S1', 'S2', 'S3', 'S4')),
  place            text not null,
  text             text not null,
  response         text not null default '',
  decision         text not null default '',
  veto             text,
  primary key (tenant_id, id),
  constraint result_finding_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id),
  check (veto is null or severity = 'S1')
);
create index result_finding_of_author on result_finding (author_tenant_id);
create index result_finding_by_result on result_finding (tenant_id, round_id, version, estate_id, company_id, community_id);
comment on table result_finding is
  'A finding that remains after the response, with the response and the decision; a struck one is not here.';
comment on column result_finding.veto is 'The veto that counts, and caps the estate at one star.';

call app.isolate('result_finding', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'own_card',
   'tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()']
]);

create table result_mark (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  disclosed        boolean not null,
  first            smallint check (first between 1 and 5),
  final            smallint check (final between 1 and 5),
  response         text not null default '',
  decision         text not null,
  primary key (tenant_id, id),
  constraint result_mark_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id)
);
create index result_mark_by_result on result_mark (tenant_id, round_id, version, estate_id, company_id, community_id);
create index result_mark_of_author on result_mark (author_tenant_id);
comment on table result_mark is
  'A mark that was decided on: as it was first, as it counts, the company''s response and the reason.';
comment on column result_mark.disclosed is 'As of the indicators of its estate.';
comment on column result_mark.response is 'Blank where nobody disputed it and a correction changed it.';

call app.isolate('result_mark', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'own_card',
   'tenant_id = app.acting_tenant() or (disclosed and (company_id = app.acting_tenant() or community_id = app.acting_tenant()))']
]);
