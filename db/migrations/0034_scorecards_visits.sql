-- Visits: who looks at which estate, and what they write down there.
--
-- The coordinator plans a visit; the reviewing member fills its sheet, one mark an indicator, and submits it. All four tables
-- are seen by the coordinator and the reviewing member alone, for ever: neither the reviewed company nor the reviewed community
-- ever learns who came, when, or what one reviewer by itself thought. They get copies without an author, in finding, mark and
-- result. Nobody visits what is their own; that is a check, because a visit carries the owner of its estate, by the same foreign
-- key that names the estate.
--
-- The coordinator may fill a sheet on a reviewer's behalf; author_tenant_id then says so. A submitted sheet is final: the act
-- copies its moment onto every mark and finding, and a row that carries it is neither updated nor deleted. A visit cannot be
-- deleted from under its sheet: a draft's sheet is deleted first, a submitted one cannot be.
--
-- A submission and a draft have ids made by the device that sends them: what is sent twice is answered as the first time, and
-- an older save that arrives late changes nothing.

create table visit (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  company_id       uuid not null,
  community_id     uuid not null,
  reviewer_seat_id uuid not null references seat,
  reviewer_id      uuid not null references tenant,
  reviewer_title   text not null,
  planned_on       date,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, id, reviewer_id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id) on delete cascade,
  constraint scorecards__reviewer_already_planned unique (tenant_id, round_id, estate_id, reviewer_seat_id),
  constraint scorecards__own_company check (reviewer_id <> company_id),
  constraint scorecards__own_estate check (reviewer_id <> community_id)
);
create index visit_of_round on visit (tenant_id, round_id, estate_id, company_id, community_id);
create index visit_by_reviewer on visit (tenant_id, reviewer_id, reviewer_seat_id);
create index visit_of_author on visit (author_tenant_id);
create index visit_of_seat on visit (reviewer_seat_id);
create index visit_of_reviewer on visit (reviewer_id);
comment on table visit is 'One person''s visit 互访 to one estate in one round.';
comment on column visit.reviewer_id is 'The member the reviewer comes from.';
comment on column visit.reviewer_title is 'The reviewer''s seat as it was called when the visit was planned.';

call app.isolate('visit', updatable => '{planned_on}', deletable => true, promises => array[
  ['all', 'reviewer_unknown_to_reviewed', 'tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()'],
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);

create table score_sheet (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  visit_id         uuid not null,
  reviewer_id      uuid not null,
  revision         integer not null default 1,
  saved_at         timestamptz not null default app.now(),
  saved_by         uuid not null default app.seat_id() references seat,
  submitted_at     timestamptz,
  submission_id    uuid,
  draft_id         uuid,
  draft_turn       integer check (draft_turn >= 1),
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id, reviewer_id) references visit (tenant_id, id, reviewer_id),
  constraint scorecards__changed_meanwhile unique (tenant_id, visit_id),
  check ((draft_id is null) = (draft_turn is null))
);
create index score_sheet_of_visit on score_sheet (tenant_id, visit_id, reviewer_id);
create index score_sheet_of_author on score_sheet (author_tenant_id);
create index score_sheet_of_seat on score_sheet (saved_by);
comment on table score_sheet is 'The state of a visit''s marking; there is none before the first save.';
comment on column score_sheet.revision is 'Counts the saves, so that a second tab cannot save over the first.';
comment on column score_sheet.saved_by is
  'The seat that saved last: the reviewer, a colleague, or the coordinator on their behalf.';
comment on column score_sheet.submitted_at is 'The sheet is final from then on.';
comment on column score_sheet.submission_id is 'Made by the device that submitted; null where it was a plain form.';
comment on column score_sheet.draft_id is 'Made by the device whose draft was saved last; null where it was a plain form.';
comment on column score_sheet.draft_turn is 'How many times that draft had been changed.';

call app.isolate('score_sheet',
  updatable => '{revision, saved_at, saved_by, submitted_at, submission_id, draft_id, draft_turn}',
  deletable => true,
  promises => array[
    ['all', 'reviewer_unknown_to_reviewed', 'tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()'],
    ['update where', 'final_once_submitted', 'submitted_at is null'],
    ['delete', 'final_once_submitted', 'submitted_at is null']
  ]);

create table score (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  visit_id         uuid not null,
  reviewer_id      uuid not null,
  indicator        text not null,
  mark             smallint constraint scorecards__mark_out_of_range check (mark between 1 and 5),
  counted          numeric constraint scorecards__counted_negative check (counted >= 0),
  excluded         text constraint scorecards__exclusion_blank check (excluded <> ''),
  submitted_at     timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id, reviewer_id) references visit (tenant_id, id, reviewer_id) on delete cascade,
  constraint scorecards__entered_for_you unique (tenant_id, visit_id, indicator),
  constraint scorecards__marked_and_excluded check (excluded is null or mark is null),
  constraint scorecards__counted_without_mark check (counted is null or mark is not null)
);
create index score_of_visit on score (tenant_id, visit_id, reviewer_id);
create index score_of_author on score (author_tenant_id);
comment on table score is 'One mark of one visit; an indicator nobody marked has no row.';
comment on column score.indicator is 'Its code in the round''s rubric, e.g. C1.';
comment on column score.mark is '5 优 … 1 差; null is 不适用, which takes its weight out of the sum.';
comment on column score.counted is
  'Faults, or percent, as counted on the spot; the scale of the indicator made the mark of it.';
comment on column score.excluded is 'Why it is not the company''s to answer for; then there is no mark.';
comment on column score.submitted_at is 'A copy of the sheet''s: the row is final from then on.';

call app.isolate('score', updatable => '{submitted_at}', deletable => true, promises => array[
  ['all', 'reviewer_unknown_to_reviewed', 'tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()'],
  ['update where', 'final_once_submitted', 'submitted_at is null'],
  ['delete', 'final_once_submitted', 'submitted_at is null']
]);

create table visit_finding (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  visit_id         uuid not null,
  reviewer_id      uuid not null,
  indicator        text not null,
  severity         text not null constraint scorecards__severity_unknown check (severity in ('S1', 'S2', 'S3', 'S4')),
  place            text not null default '',
  text             text not null constraint scorecards__finding_blank check (text <> ''),
  veto             text,
  submitted_at     timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id, reviewer_id) references visit (tenant_id, id, reviewer_id) on delete cascade,
  constraint scorecards__veto_not_life_safety check (veto is null or severity = 'S1')
);
create index visit_finding_of_visit on visit_finding (tenant_id, visit_id, reviewer_id);
create index visit_finding_of_author on visit_finding (author_tenant_id);
comment on table visit_finding is 'A problem 问题发现 as its reviewer wrote it down; the reviewed read its copy in finding.';
comment on column visit_finding.severity is 'S1 life-safety, S2 severe, S3 moderate, S4 low.';
comment on column visit_finding.veto is
  'Which veto 一票否决 of the rubric it says applies, in the rubric''s Chinese words; null for most.';
comment on column visit_finding.submitted_at is 'A copy of the sheet''s: the row is final from then on.';

call app.isolate('visit_finding', updatable => '{submitted_at}', deletable => true, promises => array[
  ['all', 'reviewer_unknown_to_reviewed', 'tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()'],
  ['update where', 'final_once_submitted', 'submitted_at is null'],
  ['delete', 'final_once_submitted', 'submitted_at is null']
]);
