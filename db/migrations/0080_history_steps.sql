-- History: which steps led something to the stage it is in: from which to which, when, by whom, and why.
--
-- call app.record_steps('round', …) makes round_step, and so for every table whose rows move from stage to stage. Steps are only
-- added. They are counted from 1, each turn once, so that two presses of one button make one step. When it was and from
-- which seat comes from the context: nobody may insert these columns. In an alliance a step names whoever moved the row and
-- nothing about a visit, so all members may read it.
--
-- Improvements have no steps: their stage follows from the day they were done, and a dropped one is deleted.

create procedure app.record_steps(subject regclass, stages text[], twice text, promises text[] default '{}')
language plpgsql as $$
declare
  steps constant text := subject || '_step';
begin
  execute format('create table %I (
      tenant_id        uuid not null default app.current_tenant() references tenant,
      author_tenant_id uuid not null default app.acting_tenant() references tenant,
      id               uuid not null default gen_random_uuid(),
      subject_id       uuid not null,
      turn             integer not null check (turn >= 1),
      from_stage       text,
      to_stage         text not null,
      words            text check (words <> %L),
      at               timestamptz not null default app.now(),
      seat_id          uuid not null default app.seat_id() references seat,
      primary key (tenant_id, id),
      foreign key (tenant_id, subject_id) references %s,
      constraint %I unique (tenant_id, subject_id, turn),
      check (from_stage is distinct from to_stage),
      constraint %I check (to_stage = any (%L::text[]) and coalesce(from_stage = any (%6$L::text[]), turn = 1)))',
    steps, '', subject, twice, steps || '_stages', stages);
  execute format('create index %I on %I (author_tenant_id)', steps || '_of_author', steps);
  execute format('create index %I on %I (seat_id)', steps || '_of_seat', steps);
  execute format('comment on table %I is %L', steps, format('The steps of a %s from stage to stage; its stage is where the last one led.', subject));
  execute format('comment on column %I.turn is %L', steps, 'Counts the steps of a row from 1.');
  execute format('comment on column %I.from_stage is %L', steps, 'None where it began.');
  execute format('comment on column %I.words is %L', steps, 'The reason, where one was given.');
  call app.isolate(steps::regclass,
    insertable => '{tenant_id, author_tenant_id, id, subject_id, turn, from_stage, to_stage, words}', promises => promises);
end $$;
comment on procedure app.record_steps is
  'Makes the table of the steps of a table''s rows: called once, in a migration. Names the stages, the refusal of a turn taken twice, and the promises of app.isolate.';

-- What is there already is read past the policies, which show an owner without a context nothing. Isolated again below.
alter table project_step no force row level security;
alter table cancellation no force row level security;
alter table event no force row level security;

create temporary table past_project_step on commit drop as
  select tenant_id, author_tenant_id, id, project_id, stage, at, seat_id from project_step;
create temporary table past_cancellation on commit drop as
  select tenant_id, author_tenant_id, id, round_id, stage, reason, cancelled_by, cancelled_at from cancellation;
drop table project_step;
drop table cancellation;

call app.record_steps('project', '{proposed, running, closing, closed}', 'projects__moved_on', promises => array[
  ['insert', 'inserted_by_communities_or_the_alliance', $$app.acting_tenant_kind() in ('community', 'alliance')$$]
]);
call app.record_steps('round', '{planning, visiting, responding, settling, published, cancelled}', 'scorecards__round_moved_on',
  promises => array[
    ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
  ]);

alter table project_step no force row level security;
alter table round_step no force row level security;

insert into project_step (tenant_id, author_tenant_id, id, subject_id, turn, from_stage, to_stage, at, seat_id)
select tenant_id, author_tenant_id, id, project_id,
       row_number() over of_project, lag(stage) over of_project, stage, at, seat_id
  from past_project_step
window of_project as (partition by tenant_id, project_id
                      order by array_position('{proposed, running, closing, closed}', stage));

-- A round's log has a line for each of its steps; the reason of its end is in the cancellation.
insert into round_step (tenant_id, author_tenant_id, subject_id, turn, from_stage, to_stage, words, at, seat_id)
select tenant_id, author_tenant_id, round_id,
       row_number() over (partition by tenant_id, round_id
                          order by array_position('{planning, visiting, responding, settling, published, cancelled}', to_stage)),
       from_stage, to_stage, words, at, seat_id
  from (
    select e.tenant_id, e.author_tenant_id, e.subject_id as round_id, step.from_stage, step.to_stage, null as words, e.at, e.seat_id
      from event e
      join (values ('scorecards.round_planned', null, 'planning'),
                   ('scorecards.round_opened', 'planning', 'visiting'),
                   ('scorecards.responses_opened', 'visiting', 'responding'),
                   ('scorecards.settling', 'responding', 'settling'),
                   ('scorecards.published', 'settling', 'published')) step (name, from_stage, to_stage) using (name)
    union all
    select tenant_id, author_tenant_id, round_id, stage, 'cancelled', reason, cancelled_at, cancelled_by from past_cancellation
  ) step;

alter table event force row level security;
alter table project_step force row level security;
alter table round_step force row level security;
