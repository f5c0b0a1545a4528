-- What a round would be published with, as it was computed last, and before the last change.
--
-- To compute it takes the correction of all marks; to look at it must not. Like the fairness of a round it is kept with the basis it was
-- computed from. When a decision has changed the basis, the outcome becomes `before`, so that the coordinator sees what the
-- change did. It is for the coordinator alone, and so never read by anybody before publication.

create table round_preview (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  basis            text not null check (basis <> ''),
  outcome          jsonb not null,
  before           jsonb,
  computed_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id)
);
create index round_preview_of_author on round_preview (author_tenant_id);
comment on table round_preview is 'What a round would be published with 发布预览, as computed last.';
comment on column round_preview.basis is 'What it was computed from; with another basis it is out of date.';
comment on column round_preview.before is 'The outcome before the basis changed last; null where it never did.';

call app.isolate('round_preview', updatable => '{basis, outcome, before, computed_at}', promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);
