-- Project work: milestones and tasks that belong to a community which has joined, and the updates that say how far they are.
-- An update is never changed: the one with the highest number is the task's state, and it says who reported it and when. Two
-- people reporting at once would give one number twice, so the second is refused.

create table milestone (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  project_id       uuid not null,
  community_id     uuid not null references tenant,
  title            text not null constraint projects__milestone_blank check (title <> ''),
  due_on           date not null,
  primary key (tenant_id, id),
  unique (tenant_id, project_id, id),
  constraint projects__milestone_twice unique (tenant_id, project_id, community_id, title),
  constraint projects__community_not_joined foreign key (tenant_id, project_id, community_id)
    references participation (tenant_id, project_id, author_tenant_id)
);
create index milestone_of_author on milestone (author_tenant_id);
create index milestone_of_community on milestone (community_id);
comment on table milestone is 'A day by which a community has brought a part of the project to its end 节点.';

call app.isolate('milestone', deletable => true, promises => array[
  ['insert', 'inserted_by_communities_or_the_alliance', $$app.acting_tenant_kind() in ('community', 'alliance')$$]
]);

create table project_task (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  project_id       uuid not null,
  community_id     uuid not null references tenant,
  milestone_id     uuid,
  title            text not null constraint projects__task_blank check (title <> ''),
  due_on           date not null,
  revision         integer not null default 1,
  primary key (tenant_id, id),
  constraint projects__task_twice unique (tenant_id, project_id, community_id, title),
  constraint projects__community_not_joined foreign key (tenant_id, project_id, community_id)
    references participation (tenant_id, project_id, author_tenant_id),
  constraint projects__milestone_elsewhere foreign key (tenant_id, project_id, milestone_id)
    references milestone (tenant_id, project_id, id)
);
create index project_task_of_milestone on project_task (tenant_id, project_id, milestone_id);
create index project_task_due on project_task (tenant_id, community_id, due_on);
create index project_task_of_author on project_task (author_tenant_id);
create index project_task_of_community on project_task (community_id);
comment on table project_task is 'A piece of work with its day; community_id is who does it, the author who planned it.';
comment on column project_task.revision is 'Counts edits: a form typed over an older one is refused.';

call app.isolate('project_task',
  updatable => '{title, due_on, milestone_id, revision}',
  deletable => true,
  promises => array[
    ['insert', 'inserted_by_communities_or_the_alliance', $$app.acting_tenant_kind() in ('community', 'alliance')$$]
  ]);

create table task_update (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  task_id          uuid not null,
  number           integer not null check (number > 0),
  status           text not null constraint projects__status_unknown check (status in ('todo', 'doing', 'done')),
  progress         smallint not null constraint projects__progress_out_of_range check (progress between 0 and 100),
  note             text,
  at               timestamptz not null default app.now(),
  seat_id          uuid not null default app.seat_id() references seat,
  primary key (tenant_id, id),
  constraint projects__task_moved_on unique (tenant_id, task_id, number),
  constraint projects__done_is_all_of_it check (status <> 'done' or progress = 100),
  constraint projects__task_has_updates foreign key (tenant_id, task_id) references project_task
);
create index task_update_of_author on task_update (author_tenant_id);
create index task_update_of_seat on task_update (seat_id);
comment on table task_update is 'How far a task is, as reported by its community or the lead.';
comment on column task_update.number is 'First, second, … update of its task.';
comment on column task_update.progress is 'Percent.';

call app.isolate('task_update', promises => array[
  ['insert', 'inserted_by_communities_or_the_alliance', $$app.acting_tenant_kind() in ('community', 'alliance')$$]
]);
