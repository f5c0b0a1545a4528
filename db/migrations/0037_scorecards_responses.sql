-- What a reviewed company says to findings and marks, and what the coordinator decides on them.
--
-- A response or a decision is about one finding or one mark, never both. The company accepts a finding or disputes it; of marks
-- it disputes single ones and accepts all the rest in one act (acceptance). The coordinator strikes a finding or keeps it, and
-- keeps a mark or sets another, always with a reason, and may leave an indicator out of an estate's sum (exclusion).
-- finding and mark never change: first and final are both on record.
--
-- Until the deadline or the decision a company may withdraw a response. The response is then deleted, so that nothing disputed
-- is found there and it may be disputed again; who withdrew it, when, and its text stay in withdrawn_response for the company and
-- the coordinator. It has no foreign key to the round: a withdrawal waits for the row lock on the response, which a decision or
-- the end of responses holds, and must itself lock nothing that these wait for.

create table response (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  finding_id       uuid,
  mark_id          uuid,
  disputes         boolean not null,
  text             text not null default '',
  made_at          timestamptz not null default app.now(),
  responded_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  foreign key (tenant_id, finding_id, author_tenant_id, round_id) references finding (tenant_id, id, company_id, round_id),
  foreign key (tenant_id, mark_id, author_tenant_id, round_id) references mark (tenant_id, id, company_id, round_id),
  constraint scorecards__already_responded unique nulls not distinct (tenant_id, finding_id, mark_id),
  constraint scorecards__response_blank check (text <> '' or not disputes),
  check (num_nonnulls(finding_id, mark_id) = 1),
  check (mark_id is null or disputes)
);
create index response_of_round on response (tenant_id, round_id);
create index response_of_finding on response (tenant_id, finding_id, author_tenant_id, round_id);
create index response_of_mark on response (tenant_id, mark_id, author_tenant_id, round_id);
create index response_of_author on response (author_tenant_id);
comment on table response is
  'What the reviewed company says 申辩 to a finding or a mark; the foreign keys let no other company respond.';
comment on column response.round_id is
  'Also for its row lock: a first response waits for the round''s publication, and then finds it closed.';
comment on column response.disputes is 'False when the company accepts the finding; a mark is only ever disputed.';

call app.isolate('response', updatable => '{disputes, text, responded_at}', deletable => true, promises => array[
  ['all', 'between_company_and_alliance',
   'tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()'],
  ['delete', 'withdrawn_by_its_company', 'author_tenant_id = app.acting_tenant()']
]);

create table decision (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  finding_id       uuid,
  mark_id          uuid,
  company_id       uuid not null,
  disclosed        boolean not null default true,
  upheld           boolean,
  mark             smallint constraint scorecards__mark_out_of_range check (mark between 1 and 5),
  reason           text not null constraint scorecards__reason_blank check (reason <> ''),
  decided_at       timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, finding_id, company_id) references finding (tenant_id, id, company_id),
  foreign key (tenant_id, mark_id, company_id, disclosed) references mark (tenant_id, id, company_id, disclosed),
  constraint scorecards__already_decided unique nulls not distinct (tenant_id, finding_id, mark_id),
  check (num_nonnulls(finding_id, mark_id) = 1),
  check ((finding_id is null) = (upheld is null)),
  check (finding_id is null or mark is null),
  check (finding_id is null or disclosed)
);
create index decision_of_finding on decision (tenant_id, finding_id, company_id);
create index decision_of_mark on decision (tenant_id, mark_id, company_id, disclosed);
create index decision_of_author on decision (author_tenant_id);
comment on table decision is 'What the coordinator decided on a finding or a mark, with the reason both will read.';
comment on column decision.disclosed is 'The same as of its mark; every finding is disclosed.';
comment on column decision.upheld is 'Of a finding. True: the response is right, the finding is struck and does not count.';
comment on column decision.mark is
  'Of a mark, as it counts from now on: the same as the first where it was confirmed; null is 不适用.';

call app.isolate('decision', updatable => '{upheld, mark, reason, decided_at}', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['all', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or (company_id = app.acting_tenant() and disclosed)']
]);

create table withdrawn_response (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  finding_id       uuid,
  mark_id          uuid,
  text             text not null check (text <> ''),
  responded_at     timestamptz not null,
  withdrawn_by     uuid not null default app.seat_id() references seat,
  withdrawn_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, finding_id, author_tenant_id, round_id) references finding (tenant_id, id, company_id, round_id),
  foreign key (tenant_id, mark_id, author_tenant_id, round_id) references mark (tenant_id, id, company_id, round_id),
  check (num_nonnulls(finding_id, mark_id) = 1)
);
create index withdrawn_response_of_round on withdrawn_response (tenant_id, round_id);
create index withdrawn_response_of_finding on withdrawn_response (tenant_id, finding_id, author_tenant_id, round_id);
create index withdrawn_response_of_mark on withdrawn_response (tenant_id, mark_id, author_tenant_id, round_id);
create index withdrawn_response_of_author on withdrawn_response (author_tenant_id);
create index withdrawn_response_of_seat on withdrawn_response (withdrawn_by);
comment on table withdrawn_response is 'What a company had said 申辩 against a finding or a mark and withdrew.';
comment on column withdrawn_response.responded_at is 'When it was written, or last reworded.';

call app.isolate('withdrawn_response', promises => array[
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
