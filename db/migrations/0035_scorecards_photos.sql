-- Photos: what a reviewer saw, and what a company shows in a response or after an improvement.
--
-- The bytes are in the row, so that backups and copies include them. The server re-encoded them before (JPEG, at most 1600
-- pixels a side, no metadata): where, when and on whose phone a photo was taken is not in it. `of` and `subject_id` say what it
-- shows. Who may see it is on the row; passing a photo on, from the reviewer's finding to the company's and from there to the
-- card, inserts a further copy that names others, with an id and a moment of its own, so that a copy does not reveal its visit.

create table photo (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  of               text not null check (of in ('visit_finding', 'finding', 'response', 'result_finding', 'improvement')),
  subject_id       uuid not null,
  place            smallint not null,
  visit_id         uuid,
  reviewer_id      uuid references tenant,
  company_id       uuid references tenant,
  community_id     uuid references tenant,
  bytes            bytea not null constraint scorecards__photo_too_large check (octet_length(bytes) <= 2000000),
  width            smallint not null check (width between 1 and 1600),
  height           smallint not null check (height between 1 and 1600),
  sha256           text not null,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, visit_id, reviewer_id) references visit (tenant_id, id, reviewer_id) on delete cascade,
  constraint scorecards__photos_enough check (place between 1 and case when of in ('finding', 'result_finding') then 99 else 3 end),
  unique (tenant_id, of, subject_id, place),
  check (visit_id is null or reviewer_id is not null)
);
-- A JPEG does not get smaller by compressing it again.
alter table photo alter column bytes set storage external;
create index photo_of_visit on photo (tenant_id, visit_id, reviewer_id);
create index photo_of_author on photo (author_tenant_id);
create index photo_of_reviewer on photo (reviewer_id);
create index photo_of_company on photo (company_id);
create index photo_of_community on photo (community_id);
comment on table photo is 'One photo, once for each circle of people that may see it; never changed.';
comment on column photo.id is 'Made by the phone that sends it, so that sending it twice inserts it once.';
comment on column photo.of is 'The table its subject is a row of; of a response, the finding or mark it responds to.';
comment on column photo.place is 'Its place among the photos of its subject, from 1.';
comment on column photo.reviewer_id is
  'A member beside the coordinator that may see this copy; so are company_id and community_id.';
comment on column photo.width is 'Pixels.';
comment on column photo.sha256 is 'Of the bytes, in hex.';
comment on column photo.visit_id is 'Of a reviewer''s own copy: it goes with its visit.';

call app.isolate('photo', deletable => true, promises => array[
  ['all', 'visible_to_those_named',
   'tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant()'],
  ['insert', 'inserted_by_whom_it_is_of',
   $$tenant_id = app.acting_tenant()
    or (of = 'visit_finding' and visit_id is not null and reviewer_id = app.acting_tenant() and company_id is null and community_id is null)
    or (of in ('response', 'improvement') and company_id = app.acting_tenant() and reviewer_id is null)$$]
]);
