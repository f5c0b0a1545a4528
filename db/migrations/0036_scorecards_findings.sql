-- Findings and marks disclosed to the reviewed company before anything is published.
--
-- When visiting ends, every finding and every mark of the submitted visits is copied here once, without its author, its visit
-- or its moment: the alliance is the author, all of a round have the same second, findings are inserted in the order of their
-- text, marks in the order of estate, indicator and mark. The company and the coordinator alone see these tables; what the
-- community may read is copied at publication (result_finding). mark_source says from which visit a mark came; the coordinator
-- alone reads it, because publication needs to know which marks one reviewer gave.
--
-- Of an estate with few submitted visits the marks would be one reviewer's sheet. They are not disclosed then: the
-- coordinator alone reads them, scores are computed from them as always, and the company reads the means of the dimensions
-- (disclosed_dimension) as they were when responses were opened.

create table finding (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  severity         text not null constraint scorecards__severity_unknown check (severity in ('S1', 'S2', 'S3', 'S4')),
  place            text not null default '',
  text             text not null constraint scorecards__finding_blank check (text <> ''),
  veto             text,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, id, company_id),
  unique (tenant_id, id, company_id, round_id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id),
  constraint scorecards__veto_not_life_safety check (veto is null or severity = 'S1')
);
create index finding_of_round on finding (tenant_id, round_id, estate_id, company_id, community_id);
create index finding_of_author on finding (author_tenant_id);
comment on table finding is
  'A problem disclosed to the reviewed company, without who found it; the same one found twice is here once.';
comment on column finding.veto is 'Which veto of the rubric it says applies; decided on before publication.';

call app.isolate('finding', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['all', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or company_id = app.acting_tenant()']
]);

create table mark (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  mark             smallint constraint scorecards__mark_out_of_range check (mark between 1 and 5),
  counted          numeric check (counted >= 0),
  excluded         text check (excluded <> ''),
  disclosed        boolean not null,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, id, company_id, disclosed),
  unique (tenant_id, id, company_id, round_id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id),
  check (excluded is null or mark is null),
  check (counted is null or mark is not null)
);
create index mark_of_round on mark (tenant_id, round_id, estate_id, company_id, community_id);
create index mark_of_author on mark (author_tenant_id);
comment on table mark is 'One mark disclosed to the reviewed company, without who gave it.';
comment on column mark.mark is '5 优 … 1 差 as the reviewer gave it; null is 不适用, or left out with the reason in excluded.';
comment on column mark.disclosed is 'Whether the company reads it: false where its estate had too few submitted visits.';
comment on column mark.counted is 'Faults, or percent, as counted on the spot.';

call app.isolate('mark', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['all', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)']
]);

create table disclosed_dimension (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  visits           integer not null check (visits >= 1),
  dimension        text not null,
  percent          numeric(5, 2) check (percent between 0 and 100),
  primary key (tenant_id, id),
  unique (tenant_id, round_id, estate_id, company_id, community_id, dimension),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id)
);
create index disclosed_dimension_of_author on disclosed_dimension (author_tenant_id);
comment on table disclosed_dimension is 'What the company reads in place of single marks where its estate had too few visits.';
comment on column disclosed_dimension.visits is 'How many submitted visits there were.';
comment on column disclosed_dimension.percent is 'The mean of the dimension before findings count; null where nobody could judge it.';

call app.isolate('disclosed_dimension', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['all', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or company_id = app.acting_tenant()']
]);

create table mark_source (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  mark_id          uuid not null,
  visit_id         uuid not null,
  reviewer_id      uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, mark_id),
  foreign key (tenant_id, mark_id) references mark,
  foreign key (tenant_id, visit_id, reviewer_id) references visit (tenant_id, id, reviewer_id)
);
create index mark_source_of_visit on mark_source (tenant_id, visit_id, reviewer_id);
create index mark_source_of_author on mark_source (author_tenant_id);
comment on table mark_source is 'Which visit a mark came from, for the coordinator alone.';

call app.isolate('mark_source', promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);
