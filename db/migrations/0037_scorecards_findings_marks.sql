-- Marks disclosed to the company, and disputed.
--
-- When visiting ends, every mark of the submitted visits is copied here like findings are: no visit, no author, no moment of
-- its own, in the order of estate, indicator and mark. mark_source says from which visit it came; the coordinator alone reads
-- it, because publication needs to know which marks one reviewer gave. The company disputes single marks and accepts all
-- the rest in one act (acceptance); the coordinator keeps a mark or sets another, with a reason, and may leave an indicator out
-- of an estate's sum (exclusion). mark.mark never changes: first and final are both on record.
--
-- Of an estate with few submitted visits the marks would be one reviewer's sheet. They are not disclosed then: the
-- coordinator alone reads them, scores are computed from them as always, and the company reads the means of the dimensions
-- (disclosed_dimension) as they were when responses were opened.

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

create table mark_response (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  mark_id          uuid not null,
  text             text not null constraint scorecards__reply_blank check (text <> ''),
  made_at          timestamptz not null default app.now(),
  responded_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  foreign key (tenant_id, mark_id, author_tenant_id, round_id) references mark (tenant_id, id, company_id, round_id),
  constraint scorecards__already_contested unique (tenant_id, mark_id)
);
create index mark_response_of_round on mark_response (tenant_id, round_id);
create index mark_response_of_mark on mark_response (tenant_id, mark_id, author_tenant_id, round_id);
create index mark_response_of_author on mark_response (author_tenant_id);
comment on table mark_response is 'The reviewed company disputes 申辩 a mark; the foreign key lets no other company.';

call app.isolate('mark_response', updatable => '{text, responded_at}', deletable => true, promises => array[
  ['all', 'between_company_and_alliance',
   'tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()'],
  ['delete', 'withdrawn_by_its_company', 'author_tenant_id = app.acting_tenant()']
]);

create table mark_decision (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  mark_id          uuid not null,
  company_id       uuid not null,
  disclosed        boolean not null,
  mark             smallint constraint scorecards__mark_out_of_range check (mark between 1 and 5),
  reason           text not null constraint scorecards__reason_blank check (reason <> ''),
  decided_at       timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, mark_id, company_id, disclosed) references mark (tenant_id, id, company_id, disclosed),
  constraint scorecards__mark_already_ruled unique (tenant_id, mark_id)
);
create index mark_decision_of_mark on mark_decision (tenant_id, mark_id, company_id, disclosed);
create index mark_decision_of_author on mark_decision (author_tenant_id);
comment on table mark_decision is 'What the coordinator decided on a mark, with the reason both will read.';
comment on column mark_decision.disclosed is 'The same as of its mark.';
comment on column mark_decision.mark is
  'As it counts from now on: the same as the first where it was confirmed; null is 不适用.';

call app.isolate('mark_decision', updatable => '{mark, reason, decided_at}', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['all', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)']
]);

create table withdrawn_mark_response (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  mark_id          uuid not null,
  text             text not null check (text <> ''),
  responded_at     timestamptz not null,
  withdrawn_by     uuid not null default app.seat_id() references seat,
  withdrawn_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, mark_id, author_tenant_id, round_id) references mark (tenant_id, id, company_id, round_id)
);
create index withdrawn_mark_response_of_round on withdrawn_mark_response (tenant_id, round_id);
create index withdrawn_mark_response_of_mark on withdrawn_mark_response (tenant_id, mark_id, author_tenant_id, round_id);
create index withdrawn_mark_response_of_author on withdrawn_mark_response (author_tenant_id);
create index withdrawn_mark_response_of_seat on withdrawn_mark_response (withdrawn_by);
comment on table withdrawn_mark_response is 'The same, against a mark.';
comment on column withdrawn_mark_response.responded_at is 'When it was written, or last reworded.';

call app.isolate('withdrawn_mark_response', promises => array[
  ['all', 'between_company_and_alliance',
   'tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()']
]);

create table acceptance (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  accepted_by      uuid not null default app.seat_id() references seat,
  accepted_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  constraint scorecards__already_accepted unique (tenant_id, round_id, author_tenant_id)
);
create index acceptance_of_author on acceptance (author_tenant_id);
create index acceptance_of_seat on acceptance (accepted_by);
comment on table acceptance is 'A company has responded to all it wants to in a round: it accepts what it did not dispute.';

call app.isolate('acceptance', promises => array[
  ['all', 'between_company_and_alliance',
   'tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()']
]);

create table exclusion (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  indicator        text not null,
  reason           text not null constraint scorecards__reason_blank check (reason <> ''),
  excluded_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id),
  constraint scorecards__already_excluded unique (tenant_id, round_id, estate_id, indicator)
);
create index exclusion_of_estate on exclusion (tenant_id, round_id, estate_id, company_id, community_id);
create index exclusion_of_author on exclusion (author_tenant_id);
comment on table exclusion is
  'An indicator of one estate that is not its company''s to answer for, by the coordinator''s decision.';

call app.isolate('exclusion', updatable => '{reason, excluded_at}', deletable => true, promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['all', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or company_id = app.acting_tenant()']
]);
