-- Projects: what one community proposes and several carry out together, from the proposal to results against its aims.
--
-- Everything here lives in the alliance and is open to its members; the author of a project is its lead. Communities join once,
-- pledge what they bring, and answer for their own milestones and tasks; the lead may plan for others too.
--
-- Companies and units may read: a project changes the estates they serve, and they are asked to help. They neither propose nor
-- join, and what a community pledges in money concerns the communities and the alliance alone. Which role may do which of these
-- is in packages/domain/src/permissions.ts.

create table project (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  slug             text not null constraint projects__slug_malformed
              check (slug !~ '[[:space:]/?#%&.]' and length(slug) between 2 and 40),
  title            text not null constraint projects__title_blank check (title <> ''),
  aim              text not null constraint projects__aim_blank check (aim <> ''),
  why              text,
  from_day         date not null,
  until_day        date not null,
  stage            text not null default 'proposed' constraint projects__stage_unknown
              check (stage in ('proposed', 'running', 'closing', 'closed')),
  result           text,
  revision         integer not null default 1,
  proposed_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  constraint projects__slug_taken unique (tenant_id, slug),
  constraint projects__days_reversed check (from_day <= until_day),
  constraint projects__closed_without_result check (stage <> 'closed' or result is not null)
);
create index project_newest on project (tenant_id, from_day desc);
create index project_of_author on project (author_tenant_id);
comment on table project is 'A joint project 共推项目. Its author is its lead.';
comment on column project.revision is 'Counts edits of the proposal: a form typed over an older one is refused.';

call app.isolate('project',
  updatable => '{title, aim, why, from_day, until_day, stage, result, revision}',
  promises => array[
    ['insert', 'inserted_by_communities_or_the_alliance', $$app.acting_tenant_kind() in ('community', 'alliance')$$]
  ]);

create table project_step (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  project_id       uuid not null,
  stage            text not null check (stage in ('proposed', 'running', 'closing', 'closed')),
  at               timestamptz not null default app.now(),
  seat_id          uuid not null default app.seat_id() references seat,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project,
  constraint projects__moved_on unique (tenant_id, project_id, stage)
);
create index project_step_of_author on project_step (author_tenant_id);
create index project_step_of_seat on project_step (seat_id);
comment on table project_step is 'Who brought a project to which stage, and when; each stage is entered once.';

call app.isolate('project_step', promises => array[
  ['insert', 'inserted_by_communities_or_the_alliance', $$app.acting_tenant_kind() in ('community', 'alliance')$$]
]);

create table project_aim (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  project_id       uuid not null,
  place            smallint not null,
  words            text not null check (words <> ''),
  target           numeric(12, 2),
  unit             text,
  reached          numeric(12, 2),
  reached_words    text,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project,
  constraint projects__aim_twice unique (tenant_id, project_id, words)
);
create index project_aim_of_author on project_aim (author_tenant_id);
comment on table project_aim is 'One thing a project sets out to reach, and at its end what was reached.';
comment on column project_aim.target is 'In the unit beside it; none where the aim is in words only.';

call app.isolate('project_aim', updatable => '{reached, reached_words}', deletable => true, promises => array[
  ['insert', 'inserted_by_communities_or_the_alliance', $$app.acting_tenant_kind() in ('community', 'alliance')$$]
]);

create table participation (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  project_id       uuid not null,
  joined_at        timestamptz not null default app.now(),
  seat_id          uuid not null default app.seat_id() references seat,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project,
  constraint projects__already_joined unique (tenant_id, project_id, author_tenant_id)
);
create index participation_of_author on participation (author_tenant_id);
create index participation_of_seat on participation (seat_id);
comment on table participation is 'A community, its author, takes part in a project.';

call app.isolate('participation', promises => array[
  ['insert', 'inserted_by_communities', $$app.acting_tenant_kind() = 'community'$$]
]);

create table project_decline (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  project_id       uuid not null,
  words            text,
  declined_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project,
  constraint projects__already_declined unique (tenant_id, project_id, author_tenant_id)
);
create index project_decline_of_author on project_decline (author_tenant_id);
comment on table project_decline is 'A community, its author, will not take part; gone again when it joins after all.';

call app.isolate('project_decline', deletable => true, promises => array[
  ['insert', 'inserted_by_communities_or_the_alliance', $$app.acting_tenant_kind() in ('community', 'alliance')$$]
]);

create table pledge (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  project_id       uuid not null,
  kind             text not null constraint projects__pledge_kind_unknown
               check (kind in ('people', 'money', 'places', 'other')),
  amount           numeric(12, 2),
  unit             text,
  words            text not null constraint projects__pledge_blank check (words <> ''),
  pledged_at       timestamptz not null default app.now(),
  seat_id          uuid not null default app.seat_id() references seat,
  withdrawn_at     timestamptz,
  primary key (tenant_id, id),
  constraint projects__join_first foreign key (tenant_id, project_id, author_tenant_id)
    references participation (tenant_id, project_id, author_tenant_id)
);
create index pledge_of_participation on pledge (tenant_id, project_id, author_tenant_id);
create index pledge_of_author on pledge (author_tenant_id);
create index pledge_of_seat on pledge (seat_id);
comment on table pledge is 'What a community brings 认领. Withdrawn ones stay on record.';
comment on column pledge.unit is 'Of the amount: 元, 人, 处 … ; none without an amount.';

call app.isolate('pledge', updatable => '{withdrawn_at}', promises => array[
  ['insert', 'inserted_by_communities', $$app.acting_tenant_kind() = 'community'$$],
  ['select', 'money_seen_by_communities_and_the_alliance',
   $$kind <> 'money' or app.acting_tenant_kind() in ('community', 'alliance')$$]
]);
