-- Retired rubrics: an alliance that has several stops offering one for new rounds. Rounds that use it, and its versions, stay
-- as they are; taking the row away offers it again.

create table rubric_retirement (
  tenant_id  uuid not null default app.current_tenant() references tenant,
  author_tenant_id  uuid not null default app.acting_tenant() references tenant,
  id         uuid not null default gen_random_uuid(),
  family_id  uuid not null,
  retired_at timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, family_id) references rubric,
  constraint scorecards__rubric_retired unique (tenant_id, family_id)
);
create index rubric_retirement_of_author on rubric_retirement (author_tenant_id);
comment on table rubric_retirement is 'A rubric, in all its versions, that is not offered for new rounds 停用.';
comment on column rubric_retirement.family_id is 'The first version of the rubric, which stands for all.';

call app.isolate('rubric_retirement', '{}', true);

create policy put_by_the_coordinator on rubric_retirement as restrictive for insert to bilin_app
  with check (tenant_id = app.acting_tenant());
