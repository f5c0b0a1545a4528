-- Messages: the notices sent to reviewers about their visits.
--
-- A message holds a dated copy of the reviewer's visits at that moment, so that later changes can be announced too: a visit
-- that went to somebody else is gone from visit, and is still in the last message. A message is never changed, only followed
-- by the next. It says who comes, so only its reviewer and the coordinator read it, not even the reviewer's colleagues.
--
-- When the reviewer opens it, the reviewer inserts a row: the coordinator then knows whom to telephone.

create table visit_message (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  reviewer_seat_id uuid not null references seat,
  turn             integer not null check (turn >= 1),
  visits           jsonb not null,
  note             text not null default '' check (length(note) <= 500),
  sent_by          uuid not null default app.seat_id() references seat,
  sent_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, id, reviewer_seat_id),
  foreign key (tenant_id, round_id) references round,
  constraint scorecards__told_meanwhile unique (tenant_id, round_id, reviewer_seat_id, turn)
);
create index visit_message_of_seat on visit_message (reviewer_seat_id);
create index visit_message_by_seat on visit_message (sent_by);
create index visit_message_of_author on visit_message (author_tenant_id);
comment on table visit_message is 'A notice 互访通知 to one reviewer in one round.';
comment on column visit_message.turn is 'Counts the messages to this reviewer in this round.';
comment on column visit_message.visits is 'The visits as sent: packages/domain scorecards/messages/message.ts.';
comment on column visit_message.note is 'The coordinator''s own words; blank for none.';

call app.isolate('visit_message', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'reviewer_unknown_to_reviewed',
   'tenant_id = app.acting_tenant() or reviewer_seat_id = app.seat_id()']
]);

create table visit_message_seen (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  message_id       uuid not null,
  reviewer_seat_id uuid not null default app.seat_id() references seat,
  seen_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, message_id, reviewer_seat_id) references visit_message (tenant_id, id, reviewer_seat_id),
  unique (tenant_id, message_id, reviewer_seat_id)
);
create index visit_message_seen_of_seat on visit_message_seen (reviewer_seat_id);
create index visit_message_seen_of_author on visit_message_seen (author_tenant_id);
comment on table visit_message_seen is 'A reviewer opened a message; there is no row before.';

call app.isolate('visit_message_seen', promises => array[
  ['insert', 'opened_by_its_reviewer', 'reviewer_seat_id = app.seat_id()'],
  ['select', 'reviewer_unknown_to_reviewed',
   'tenant_id = app.acting_tenant() or reviewer_seat_id = app.seat_id()']
]);
