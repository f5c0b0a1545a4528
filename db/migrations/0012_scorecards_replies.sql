-- Replies: what the reviewed company is told before anything is published, what it says to that, and what the coordinator
-- rules.
--
-- When visiting ends, every finding is copied here once, without its author, its visit or its moment: the alliance is the
-- author, all of a round carry the same second, and they are written in the order of their words. The company and the
-- coordinator alone see these three tables; what the community gets to read is copied on at publication (result_finding).

create table finding (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  round_id     uuid not null,
  estate_id    uuid not null,
  company_id   uuid not null,
  community_id uuid not null,
  indicator    text not null,
  severity     text not null constraint scorecards__severity_unknown check (severity in ('S1', 'S2', 'S3', 'S4')),
  place        text not null default '',
  text         text not null constraint scorecards__finding_blank check (text <> ''),
  made_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, id, company_id),
  unique (tenant_id, id, company_id, round_id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id)
);
create index finding_of_round on finding (tenant_id, round_id, estate_id, company_id, community_id);
create index finding_of_author on finding (author_tenant_id);
comment on table finding is 'A problem put to the reviewed company, without who found it; the same one found twice is here once.';

call app.isolate('finding');

create table response (
  tenant_id  uuid not null default app.current_tenant() references tenant,
  author_tenant_id  uuid not null default app.acting_tenant() references tenant,
  id         uuid not null default gen_random_uuid(),
  round_id   uuid not null,
  finding_id uuid not null,
  contests   boolean not null,
  text       text not null default '',
  made_at    timestamptz not null default app.now(),
  responded_at timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  foreign key (tenant_id, finding_id, author_tenant_id, round_id) references finding (tenant_id, id, company_id, round_id),
  constraint scorecards__already_replied unique (tenant_id, finding_id),
  constraint scorecards__reply_blank check (text <> '' or not contests)
);
create index response_of_round on response (tenant_id, round_id);
create index response_of_finding on response (tenant_id, finding_id, author_tenant_id, round_id);
create index response_of_author on response (author_tenant_id);
comment on table response is 'The reviewed company''s reply 申辩 to a finding; the foreign key lets no other company reply.';
comment on column response.round_id is 'Also for its lock: a first reply waits for the round''s publication, and then finds it closed.';
comment on column response.contests is 'False when the company takes the finding as it is.';

call app.isolate('response', '{contests, text, responded_at}');

create table decision (
  tenant_id  uuid not null default app.current_tenant() references tenant,
  author_tenant_id  uuid not null default app.acting_tenant() references tenant,
  id         uuid not null default gen_random_uuid(),
  finding_id uuid not null,
  company_id uuid not null,
  upheld     boolean not null,
  reason     text not null constraint scorecards__reason_blank check (reason <> ''),
  decided_at   timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, finding_id, company_id) references finding (tenant_id, id, company_id),
  constraint scorecards__already_ruled unique (tenant_id, finding_id)
);
create index decision_of_finding on decision (tenant_id, finding_id, company_id);
create index decision_of_author on decision (author_tenant_id);
comment on table decision is 'What the coordinator decided on a reply, with the reason both will read.';
comment on column decision.upheld is 'True: the reply is right, the finding is struck and counts for nothing.';

call app.isolate('decision', '{upheld, reason, decided_at}');

create policy put_by_the_coordinator on finding as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy put_by_the_coordinator on decision as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());

create policy between_company_and_coordinator on finding as restrictive to bilin_app
  using (tenant_id = app.acting_tenant() or company_id = app.acting_tenant());
create policy between_company_and_coordinator on response as restrictive to bilin_app
  using (tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant());
create policy between_company_and_coordinator on decision as restrictive to bilin_app
  using (tenant_id = app.acting_tenant() or company_id = app.acting_tenant());
