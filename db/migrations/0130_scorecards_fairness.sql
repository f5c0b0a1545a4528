-- The fairness of a round, as it was computed last.
--
-- To compute it takes seconds of processor time and all marks of the round; to look at it must not. The outcome is kept with the
-- basis it was computed from: the rubric and a hash of all decisions and exclusions, which are all that may still change about the
-- marks. A view with another basis computes anew and replaces it. Like the marks' sources it is for the coordinator alone.

create table fairness (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  basis            text not null check (basis <> ''),
  outcome          jsonb not null,
  computed_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id)
);
create index fairness_of_author on fairness (author_tenant_id);
comment on table fairness is 'How fair a round''s marks are 公平性, as computed last.';
comment on column fairness.basis is 'What it was computed from; with another basis it is out of date.';

call app.isolate('fairness', updatable => '{basis, outcome, computed_at}', promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);
