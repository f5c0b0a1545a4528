-- Practices: what a member did about a problem, written in its own tenant and seen by nobody else until it is published. A
-- publication is this side's record of what was given to which alliance, when, why and until when; the copy itself lives in
-- the alliance (0026). A practice once published stays, so that the record keeps its subject.

create table practice (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  title            text not null constraint practices__title_blank check (title <> ''),
  problem          text not null default '',
  steps            text not null default '',
  cost             text not null default '',
  result           text not null default '',
  place            text not null default '',
  indicators       text[] not null default '{}',
  revision         integer not null default 1,
  made_at          timestamptz not null default app.now(),
  changed_at       timestamptz not null default app.now(),
  primary key (tenant_id, id),
  constraint practices__not_at_home check (tenant_id = author_tenant_id)
);
create index practice_latest on practice (tenant_id, changed_at desc);
create index practice_of_author on practice (author_tenant_id);
comment on table practice is 'A practice 经验做法 in the records of its own community, company or unit.';
comment on column practice.place is 'The estate where it was done, by name.';
comment on column practice.indicators is 'Codes of the rubric it aims at, e.g. E5.';
comment on column practice.revision is 'Counts the changes, so that a form filled over somebody else''s change is noticed.';

call app.isolate('practice',
  updatable => '{title, problem, steps, cost, result, place, indicators, revision, changed_at}', deletable => true);

create table practice_publication (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  practice_id      uuid not null,
  alliance_id      uuid not null references tenant,
  version          integer not null,
  revision         integer not null,
  purpose          text not null constraint practices__purpose_blank check (purpose <> ''),
  until            date,
  published_at     timestamptz not null default app.now(),
  withdrawn_at     timestamptz,
  primary key (tenant_id, id),
  constraint practices__was_published foreign key (tenant_id, practice_id) references practice,
  constraint practices__published_meanwhile unique (tenant_id, practice_id, alliance_id, version),
  constraint practices__not_at_home check (tenant_id = author_tenant_id)
);
create index practice_publication_by_end on practice_publication (tenant_id, until) where withdrawn_at is null;
create index practice_publication_of_author on practice_publication (author_tenant_id);
create index practice_publication_to_alliance on practice_publication (alliance_id);
comment on table practice_publication is 'A version of a practice that this tenant gave to an alliance.';
comment on column practice_publication.version is 'Counts from 1 in each alliance.';
comment on column practice_publication.revision is 'The text''s revision that was given: a later one is not out yet.';
comment on column practice_publication.until is 'The last day others may read it; open when null.';

call app.isolate('practice_publication', updatable => '{until, withdrawn_at}');
