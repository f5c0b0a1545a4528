-- Findings: the problems disclosed to the reviewed company before anything is published, its responses, and the decisions.
--
-- When visiting ends, every finding is copied here once, without its author, its visit or its moment: the alliance is the
-- author, all of a round have the same second, and they are inserted in the order of their text. The company and the coordinator
-- alone see these tables; what the community may read is copied at publication (result_finding).
--
-- Until the deadline or the decision a company may withdraw a response. The response is then deleted, so that nothing disputed
-- is found there and it may be disputed again; who withdrew it, when, and its text stay in withdrawn_response for the company and
-- the coordinator. It has no foreign key to the round: a withdrawal waits for the row lock on the response, which a decision or
-- the end of responses holds, and must itself lock nothing that these wait for.

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

create table response (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  finding_id       uuid not null,
  contests         boolean not null,
  text             text not null default '',
  made_at          timestamptz not null default app.now(),
  responded_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  foreign key (tenant_id, finding_id, author_tenant_id, round_id) references finding (tenant_id, id, company_id, round_id),
  constraint scorecards__already_replied unique (tenant_id, finding_id),
  constraint scorecards__reply_blank check (text <> '' or not contests)
);
create index response_of_round on response (tenant_id, round_id);
create index response_of_finding on response (tenant_id, finding_id, author_tenant_id, round_id);
create index response_of_author on response (author_tenant_id);
comment on table response is
  'The reviewed company''s response 申辩 to a finding; the foreign key lets no other company respond.';
comment on column response.round_id is
  'Also for its row lock: a first response waits for the round''s publication, and then finds it closed.';
comment on column response.contests is 'False when the company accepts the finding.';

call app.isolate('response', updatable => '{contests, text, responded_at}', deletable => true, promises => array[
  ['all', 'between_company_and_alliance',
   'tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()'],
  ['delete', 'withdrawn_by_its_company', 'author_tenant_id = app.acting_tenant()']
]);

create table decision (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  finding_id       uuid not null,
  company_id       uuid not null,
  upheld           boolean not null,
  reason           text not null constraint scorecards__reason_blank check (reason <> ''),
  decided_at       timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, finding_id, company_id) references finding (tenant_id, id, company_id),
  constraint scorecards__already_ruled unique (tenant_id, finding_id)
);
create index decision_of_finding on decision (tenant_id, finding_id, company_id);
create index decision_of_author on decision (author_tenant_id);
comment on table decision is 'What the coordinator decided on a finding, with the reason both will read.';
comment on column decision.upheld is 'True: the response is right, the finding is struck and does not count.';

call app.isolate('decision', updatable => '{upheld, reason, decided_at}', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['all', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or company_id = app.acting_tenant()']
]);

create table withdrawn_response (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  finding_id       uuid not null,
  text             text not null check (text <> ''),
  responded_at     timestamptz not null,
  withdrawn_by     uuid not null default app.seat_id() references seat,
  withdrawn_at     timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, finding_id, author_tenant_id, round_id) references finding (tenant_id, id, company_id, round_id)
);
create index withdrawn_response_of_round on withdrawn_response (tenant_id, round_id);
create index withdrawn_response_of_finding on withdrawn_response (tenant_id, finding_id, author_tenant_id, round_id);
create index withdrawn_response_of_author on withdrawn_response (author_tenant_id);
create index withdrawn_response_of_seat on withdrawn_response (withdrawn_by);
comment on table withdrawn_response is 'What a company had said 申辩 against a finding and withdrew.';
comment on column withdrawn_response.responded_at is 'When it was written, or last reworded.';

call app.isolate('withdrawn_response', promises => array[
  ['all', 'between_company_and_alliance',
   'tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant()']
]);
