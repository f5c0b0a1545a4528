-- Values: one per estate, round and indicator, for indicators that come from a system or a survey and not from visits.
--
-- The coordinator enters a value with its source and its evidence while visits are made, or says why an indicator is not
-- applicable. When visiting ends it is disclosed to the company as a mark without a visit, so that it is disputed and decided on
-- like any other; the mark names its value. It has no reviewer and is outside of the correction for severe ones. At publication
-- it is copied for the card, where it is sealed. (mark has no foreign key to it: after visiting no value is deleted any more, and an
-- index on the marks of a large round would serve nothing else.)
--
-- Rounds planned before this keep their rule: their reviewers could mark such indicators (round.sourced is false).

alter table round
  add column sourced boolean not null default false,
  add column period_from date,
  add column period_until date,
  add constraint scorecards__period_reversed check (period_from <= period_until),
  add check (num_nonnulls(period_from, period_until) in (0, 2)),
  add check (not sourced or period_from is not null);
grant update (period_from, period_until) on round to bilin_app;
comment on column round.sourced is
  'Indicators from a system or a survey get one value an estate (indicator_value); false of older rounds, where reviewers marked them.';
comment on column round.period_from is
  'First day of the period that those values are about, the same for all estates; period_until is the last.';

create table indicator_value (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  origin           text not null check (origin in ('entered', 'not_applicable')),
  mark             smallint constraint scorecards__mark_out_of_range check (mark between 1 and 5),
  counted          numeric constraint scorecards__counted_negative check (counted >= 0),
  numerator        numeric check (numerator >= 0),
  denominator      numeric check (denominator > 0),
  period_from      date not null,
  period_until     date not null,
  source           text not null default '',
  as_of            date,
  reason           text not null default '',
  rubric_version   integer not null check (rubric_version >= 1),
  set_by           uuid not null default app.seat_id() references seat,
  set_at           timestamptz not null default app.now(),
  revision         integer not null default 1 check (revision >= 1),
  primary key (tenant_id, id),
  unique (tenant_id, id, company_id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id) on delete cascade,
  constraint scorecards__value_changed_meanwhile unique (tenant_id, round_id, estate_id, indicator),
  check (period_from <= period_until),
  check ((origin = 'entered') = (mark is not null)),
  check (case origin when 'entered' then source <> '' and as_of is not null and reason = '' else reason <> '' end),
  check (origin = 'entered' or num_nonnulls(counted, numerator, denominator) = 0),
  check ((numerator is null) = (denominator is null))
);
create index indicator_value_of_estate on indicator_value (tenant_id, round_id, estate_id, company_id, community_id);
create index indicator_value_of_author on indicator_value (author_tenant_id);
create index indicator_value_of_seat on indicator_value (set_by);
comment on table indicator_value is 'The value of an indicator that no reviewer marks: one per round, estate and indicator.';
comment on column indicator_value.origin is
  'Entered by the coordinator with a source and evidence, or not applicable with a reason.';
comment on column indicator_value.mark is '5 优 … 1 差, by the indicator''s scale or anchors.';
comment on column indicator_value.counted is 'The number that the scale made the mark of.';
comment on column indicator_value.source is 'Where it is from, in words: 街道 12345 月报 2026-09.';
comment on column indicator_value.as_of is 'The day up to which the source counts.';
comment on column indicator_value.rubric_version is 'The version of the rubric that defined the indicator.';
comment on column indicator_value.revision is 'Counts the changes, so that a second tab cannot save over the first.';

call app.isolate('indicator_value',
  updatable => '{origin, mark, counted, numerator, denominator, period_from, period_until, source, as_of, reason, set_by, set_at, revision}',
  deletable => true,
  promises => array[
    ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
    ['all', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or company_id = app.acting_tenant()']
  ]);
call app.attach('indicator_value', readers => '{company_id}');

alter table mark add column value_id uuid;
comment on column mark.value_id is 'The value that it discloses, where no reviewer gave it; null of a mark from a visit.';

alter table result_total add column covered numeric(5, 2) check (covered between 0 and 100);
comment on column result_total.covered is
  'The weights of the indicators that were assessed, of 100; null in versions published before this was computed.';

create table result_value (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  origin           text not null check (origin in ('entered', 'not_applicable')),
  mark             smallint check (mark between 1 and 5),
  counted          numeric check (counted >= 0),
  numerator        numeric check (numerator >= 0),
  denominator      numeric check (denominator > 0),
  period_from      date not null,
  period_until     date not null,
  source           text not null,
  as_of            date,
  reason           text not null,
  rubric_version   integer not null,
  primary key (tenant_id, id),
  constraint result_value_of_version
    unique (tenant_id, round_id, version, estate_id, company_id, community_id, indicator),
  constraint result_value_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id)
);
create index result_value_of_author on result_value (author_tenant_id);
comment on table result_value is 'A value on a published card, as it was disclosed; a decision on it is in result_mark.';

call app.isolate('result_value', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'own_card',
   'tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()']
]);
