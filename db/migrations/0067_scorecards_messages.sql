-- Messages: what each reviewer was told of the visits that are theirs.
--
-- The coordinator tells a reviewer; the message holds a dated copy of that reviewer's visits as they stood then, so that what
-- changes afterwards can be told too: a visit that went to somebody else is gone from visit, and still stands in the last
-- message. A telling is never changed, only followed by the next. It says who comes, so it is for its reviewer and the
-- coordinator alone, and not even for the reviewer's own colleagues.
--
-- That the reviewer opened it is a row by that reviewer. It is there so that the coordinator knows whom to telephone.

create table visit_message (
  tenant_id       uuid not null default app.current_tenant() references tenant,
  author_tenant_id       uuid not null default app.acting_tenant() references tenant,
  id              uuid not null default gen_random_uuid(),
  round_id        uuid not null,
  reviewer_seat_id uuid not null references seat,
  turn            integer not null check (turn >= 1),
  visits          jsonb not null,
  note            text not null default '' check (length(note) <= 500),
  sent_by         uuid not null default app.seat_id() references seat,
  sent_at         timestamptz not null default app.now(),
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
comment on column visit_message.visits is 'The visits as told: packages/domain scorecards/message.ts.';
comment on column visit_message.note is 'The coordinator''s own words; blank for none.';

call app.isolate('visit_message');

create table visit_message_seen (
  tenant_id       uuid not null default app.current_tenant() references tenant,
  author_tenant_id       uuid not null default app.acting_tenant() references tenant,
  id              uuid not null default gen_random_uuid(),
  message_id      uuid not null,
  reviewer_seat_id uuid not null default app.seat_id() references seat,
  seen_at         timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, message_id, reviewer_seat_id) references visit_message (tenant_id, id, reviewer_seat_id),
  unique (tenant_id, message_id, reviewer_seat_id)
);
create index visit_message_seen_of_seat on visit_message_seen (reviewer_seat_id);
create index visit_message_seen_of_author on visit_message_seen (author_tenant_id);
comment on table visit_message_seen is 'That a reviewer opened a message; there is no row before.';

call app.isolate('visit_message_seen');

create policy put_by_the_coordinator on visit_message as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy opened_by_its_reviewer on visit_message_seen as restrictive for insert to bilin_app
  with check (reviewer_seat_id = app.seat_id());

create policy reviewer_unknown_to_reviewed on visit_message as restrictive for select to bilin_app
  using (tenant_id = app.acting_tenant() or reviewer_seat_id = app.seat_id());
create policy reviewer_unknown_to_reviewed on visit_message_seen as restrictive for select to bilin_app
  using (tenant_id = app.acting_tenant() or reviewer_seat_id = app.seat_id());
