-- Reminders to companies that have not said that they are done with their responses.
--
-- The company reads it in its list of things to do and above its findings, with the coordinator's words, until it is done. A reminder is
-- never changed, only followed by the next; the same words are sent once a day.

create table response_reminder (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  company_id       uuid not null references tenant,
  note             text not null check (note <> '' and length(note) <= 500),
  sent_by          uuid not null default app.seat_id() references seat,
  sent_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round
);
create index response_reminder_of_company on response_reminder (tenant_id, round_id, company_id, sent_at desc);
create index response_reminder_of_author on response_reminder (author_tenant_id);
create index response_reminder_to_company on response_reminder (company_id);
create index response_reminder_of_seat on response_reminder (sent_by);
comment on table response_reminder is 'The coordinator reminds a company to respond 催办.';

call app.isolate('response_reminder', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'between_company_and_alliance', 'tenant_id = app.acting_tenant() or company_id = app.acting_tenant()']
]);
