-- Rounds: what an alliance reviews by, and which estates a round of mutual visits is over.
--
-- The coordinator keeps rubrics and plans rounds; every member reads them. A rubric's row is one version and never changes:
-- editing makes the next, so a round is for ever judged by the words its reviewers had in hand. A round walks planning →
-- visiting → replying → published and holds dated copies of its estates: one that changes its company or its name in
-- between is judged as it stood when the round was planned.

create table rubric (
  tenant_id uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id        uuid not null default gen_random_uuid(),
  family_id uuid not null,
  version   integer not null constraint scorecards__version_unknown check (version >= 1),
  title     text not null constraint scorecards__title_blank check (title <> ''),
  body      jsonb not null,
  made_at   timestamptz not null default app.now(),
  primary key (tenant_id, id),
  constraint scorecards__rubric_changed_meanwhile unique (tenant_id, family_id, version)
);
create index rubric_of_author on rubric (author_tenant_id);
comment on table rubric is 'One version of a rubric 评分细则; never changed, only followed by the next version.';
comment on column rubric.family_id is 'The same for all versions of one rubric: the id of the first.';
comment on column rubric.body is 'Dimensions, indicators, weights and star bands: packages/domain scorecards/rubric.ts.';

call app.isolate('rubric');

create table round (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  slug         text not null
               constraint scorecards__slug_malformed check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) between 3 and 40),
  title        text not null constraint scorecards__title_blank check (title <> ''),
  rubric_id    uuid not null,
  opens_on     date not null,
  closes_on    date not null,
  response_until  date not null,
  stage        text not null default 'planning' constraint scorecards__stage_unknown
               check (stage in ('planning', 'visiting', 'replying', 'published')),
  published_at timestamptz,
  made_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, rubric_id) references rubric,
  constraint scorecards__slug_taken unique (tenant_id, slug),
  constraint scorecards__dates_reversed check (opens_on <= closes_on and closes_on <= response_until),
  constraint scorecards__published_without_day check ((stage = 'published') = (published_at is not null))
);
create index round_by_rubric on round (tenant_id, rubric_id);
create index round_by_stage on round (tenant_id, stage, opens_on desc);
create index round_of_author on round (author_tenant_id);
comment on table round is 'One round of mutual review 互评轮次, e.g. 2026-autumn.';
comment on column round.response_until is 'The last day, included, on which the reviewed company may reply.';

call app.isolate('round', '{title, rubric_id, opens_on, closes_on, response_until, stage, published_at}');

create table round_estate (
  tenant_id      uuid not null default app.current_tenant() references tenant,
  author_tenant_id      uuid not null default app.acting_tenant() references tenant,
  id             uuid not null default gen_random_uuid(),
  round_id       uuid not null,
  estate_id      uuid not null,
  name           text not null,
  kind           text not null check (kind in ('commercial', 'resettlement')),
  households     integer not null,
  community_id   uuid not null references tenant,
  community_name text not null,
  company_id     uuid not null references tenant,
  company_name   text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  foreign key (tenant_id, estate_id) references listed_estate,
  constraint scorecards__estate_already_in_round unique (tenant_id, round_id, estate_id),
  unique (tenant_id, round_id, estate_id, company_id, community_id)
);
create index round_estate_over_time on round_estate (tenant_id, estate_id);
create index round_estate_of_author on round_estate (author_tenant_id);
create index round_estate_of_community on round_estate (community_id);
create index round_estate_of_company on round_estate (company_id);
comment on table round_estate is 'A listed estate as it stood when it was taken into the round.';
comment on column round_estate.estate_id is 'The listing, which stays the same row over the years: results of an estate are followed by it.';

call app.isolate('round_estate', '{}', true);

create policy put_by_the_coordinator on rubric as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy put_by_the_coordinator on round as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy put_by_the_coordinator on round_estate as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
