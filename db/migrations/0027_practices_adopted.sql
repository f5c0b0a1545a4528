-- Adoption: a community or company of the alliance adopts a neighbour's practice, for one of its estates or for itself. The row
-- is the adopter's, in the alliance, and carries the title of the practice: when the practice is withdrawn, the adopter still
-- has what it adopted and under which name. An adoption that ended says what came of it.

create table adoption (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  practice_id      uuid not null,
  version          integer not null,
  title            text not null constraint practices__title_blank check (title <> ''),
  source_id        uuid not null references tenant,
  listed_estate_id uuid,
  place            text not null default '',
  reason           text not null constraint practices__reason_blank check (reason <> ''),
  since            date not null,
  ended_on         date,
  outcome          text not null default '',
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, practice_id, version) references shared_practice (tenant_id, practice_id, version),
  foreign key (tenant_id, listed_estate_id) references listed_estate,
  constraint practices__adopting_own check (author_tenant_id <> source_id),
  constraint practices__adoption_dates_reversed check (since <= ended_on)
);
create unique index practices__already_adopted
  on adoption (tenant_id, practice_id, coalesce(listed_estate_id, author_tenant_id)) where ended_on is null;
create index adoption_of_practice on adoption (tenant_id, practice_id, version);
create index adoption_for_estate on adoption (tenant_id, listed_estate_id);
create index adoption_of_author on adoption (author_tenant_id);
create index adoption_from_source on adoption (source_id);
comment on table adoption is 'An adoption 采纳: author_tenant_id is the adopter, source_id the member whose practice it is.';
comment on column adoption.listed_estate_id is 'The estate it was adopted for; null when for the member itself.';
comment on column adoption.place is 'The estate''s name on that day; blank for the member itself.';
comment on column adoption.outcome is 'The outcome, given when it ended.';

call app.isolate('adoption', updatable => '{ended_on, outcome}', promises => array[
  ['insert', 'inserted_by_communities_and_companies', $$app.acting_tenant_kind() in ('community', 'company')$$],
  ['update', 'ended_by_its_adopter', 'author_tenant_id = app.acting_tenant()']
]);
