-- Contests that were taken back.
--
-- Until the deadline or the ruling a company may withdraw what it said against a mark or a finding. Its reply then goes, so
-- that everything that asks what is contested finds nothing there and it may be said again; who took it back, when, and what
-- it had said stay here, for the company and the coordinator, who may have read it. No key leads from here to the round: a
-- withdrawal waits for the reply that a ruling or the end of replies holds, and must hold nothing that these wait for.

create table withdrawn_response (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  round_id     uuid not null,
  finding_id   uuid not null,
  text         text not null check (text <> ''),
  responded_at   timestamptz not null,
  withdrawn_by uuid not null default app.seat_id() references seat,
  withdrawn_at timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, finding_id, author_tenant_id, round_id) references finding (tenant_id, id, company_id, round_id)
);
create index withdrawn_response_of_round on withdrawn_response (tenant_id, round_id);
create index withdrawn_response_of_finding on withdrawn_response (tenant_id, finding_id, author_tenant_id, round_id);
create index withdrawn_response_of_author on withdrawn_response (author_tenant_id);
create index withdrawn_response_of_seat on withdrawn_response (withdrawn_by);
comment on table withdrawn_response is 'What a company had said 申辩 against a finding and took back.';
comment on column withdrawn_response.responded_at is 'When it had been said, or last reworded.';

call app.isolate('withdrawn_response');

create table withdrawn_mark_response (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  round_id     uuid not null,
  mark_id      uuid not null,
  text         text not null check (text <> ''),
  responded_at   timestamptz not null,
  withdrawn_by uuid not null default app.seat_id() references seat,
  withdrawn_at timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, mark_id, author_tenant_id, round_id) references mark (tenant_id, id, company_id, round_id)
);
create index withdrawn_mark_response_of_round on withdrawn_mark_response (tenant_id, round_id);
create index withdrawn_mark_response_of_mark on withdrawn_mark_response (tenant_id, mark_id, author_tenant_id, round_id);
create index withdrawn_mark_response_of_author on withdrawn_mark_response (author_tenant_id);
create index withdrawn_mark_response_of_seat on withdrawn_mark_response (withdrawn_by);
comment on table withdrawn_mark_response is 'The same, against a mark.';
comment on column withdrawn_mark_response.responded_at is 'When it had been said, or last reworded.';

call app.isolate('withdrawn_mark_response');

create policy between_company_and_coordinator on withdrawn_response as restrictive to bilin_app
  using (tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant());
create policy between_company_and_coordinator on withdrawn_mark_response as restrictive to bilin_app
  using (tenant_id = app.acting_tenant() or author_tenant_id = app.acting_tenant());

create policy removed_by_author_or_tenant on response for delete to bilin_app
  using (tenant_id = app.current_tenant() and (author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant()));
create policy removed_by_author_or_tenant on mark_response for delete to bilin_app
  using (tenant_id = app.current_tenant() and (author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant()));
create policy withdrawn_by_its_company on response as restrictive for delete to bilin_app using (author_tenant_id = app.acting_tenant());
create policy withdrawn_by_its_company on mark_response as restrictive for delete to bilin_app using (author_tenant_id = app.acting_tenant());
grant delete on response, mark_response to bilin_app;
