-- Rubrics: what an alliance reviews by. The coordinator maintains them; every member reads them. A row is one version and never
-- changes: editing makes the next, so that a round is always judged by the text its reviewers had in hand.
--
-- A retired rubric is not offered for new rounds. Rounds that use it, and its versions, stay as they are; deleting the
-- retirement offers it again.

create table rubric (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  family_id        uuid not null,
  version          integer not null constraint scorecards__version_unknown check (version >= 1),
  title            text not null constraint scorecards__title_blank check (title <> ''),
  body             jsonb not null,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  constraint scorecards__rubric_changed_meanwhile unique (tenant_id, family_id, version)
);
create index rubric_of_author on rubric (author_tenant_id);
comment on table rubric is 'One version of a rubric 评分细则; never changed, only followed by the next version.';
comment on column rubric.family_id is 'The same for all versions of one rubric: the id of the first.';
comment on column rubric.body is 'Dimensions, indicators, weights and star bands: packages/domain scorecards/rubric.ts.';

call app.isolate('rubric', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);

create table rubric_retirement (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  family_id        uuid not null,
  retired_at       timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, family_id) references rubric,
  constraint scorecards__rubric_retired unique (tenant_id, family_id)
);
create index rubric_retirement_of_author on rubric_retirement (author_tenant_id);
comment on table rubric_retirement is 'A rubric, in all its versions, that is not offered for new rounds 停用.';
comment on column rubric_retirement.family_id is 'The first version of the rubric, for all of them.';

call app.isolate('rubric_retirement', deletable => true, promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);
