-- A round's name and days may be changed after it was planned, each as long as that harms nobody.
--
-- Every change is on record with what it was before: members who were told the old deadline read the new one beside it, in the round's
-- history and in their errands. All members may read it, like the steps of a round. `revision` counts the changes, so that a
-- form that was opened before another change is noticed.

alter table round add column revision integer not null default 1 check (revision >= 1);
grant update (revision, disclose_from_visits) on round to bilin_app;
comment on column round.revision is 'Counts the changes of its name, its days and its numbers.';

create table round_change (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  revision         integer not null check (revision >= 2),
  field            text not null check (field in ('title', 'opens_on', 'closes_on', 'response_until', 'disclose_from_visits')),
  before           text not null check (before <> ''),
  after            text not null check (after <> ''),
  at               timestamptz not null default app.now(),
  seat_id          uuid not null default app.seat_id() references seat,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  constraint scorecards__round_changed_meanwhile unique (tenant_id, round_id, revision, field),
  check (before <> after)
);
create index round_change_of_author on round_change (author_tenant_id);
create index round_change_of_seat on round_change (seat_id);
comment on table round_change is 'What was changed about a round after it was planned: from which value to which, when and by whom.';
comment on column round_change.revision is 'The revision of the round that the change led to.';

call app.isolate('round_change',
  insertable => '{tenant_id, author_tenant_id, id, round_id, revision, field, before, after}', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);
