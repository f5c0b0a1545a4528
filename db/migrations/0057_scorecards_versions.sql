-- Versions: what was published is corrected by a next version that says why, and the version before stays as it was.
--
-- Every row of a result belongs to one version of its round; round.version names the newest, which is what pages show
-- unless they are asked for another. Nobody may change or take away a published row, in any version.

alter table round
  add version integer not null default 0,
  add sealed boolean not null default true;
-- The owner is under row-level security too, and migrations stand in no tenant.
alter table round no force row level security;
update round set version = 1, sealed = false where stage = 'published';
alter table round force row level security;
alter table round add constraint scorecards__published_without_version check ((stage = 'published') = (version >= 1));
comment on column round.sealed is 'False for a round that was published before there were seals: it cannot be checked.';
comment on column round.version is 'The newest published version; 0 before publication.';
grant update (version) on round to bilin_app;

alter table result_total drop constraint result_total_tenant_id_round_id_estate_id_company_id_commu_fkey;
alter table result_dimension drop constraint result_dimension_tenant_id_round_id_estate_id_company_id_c_fkey;
alter table result_indicator drop constraint result_indicator_tenant_id_round_id_estate_id_company_id_c_fkey;
alter table result_finding drop constraint result_finding_tenant_id_round_id_estate_id_company_id_com_fkey;

alter table result
  add version integer not null default 1 check (version >= 1),
  drop constraint scorecards__already_published,
  drop constraint result_tenant_id_round_id_estate_id_company_id_community_id_key,
  add constraint scorecards__already_published unique (tenant_id, round_id, estate_id, version),
  add constraint result_of_version unique (tenant_id, round_id, version, estate_id, company_id, community_id);
comment on column result.version is 'Of the round''s publication: 1 is the first, later ones are corrections.';
create index result_of_estate on result (tenant_id, round_id, estate_id, company_id, community_id);

alter table result_total
  add version integer not null default 1,
  drop constraint result_total_tenant_id_round_id_estate_id_company_id_commun_key,
  add constraint result_total_of_version unique (tenant_id, round_id, version, estate_id, company_id, community_id),
  add constraint result_total_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id);

alter table result_dimension
  add version integer not null default 1,
  drop constraint result_dimension_tenant_id_round_id_estate_id_company_id_co_key,
  add constraint result_dimension_of_version
    unique (tenant_id, round_id, version, estate_id, company_id, community_id, dimension),
  add constraint result_dimension_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id);

alter table result_indicator
  add version integer not null default 1,
  drop constraint result_indicator_tenant_id_round_id_estate_id_company_id_co_key,
  add constraint result_indicator_of_version
    unique (tenant_id, round_id, version, estate_id, company_id, community_id, indicator),
  add constraint result_indicator_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id);

alter table result_finding
  add version integer not null default 1,
  add constraint result_finding_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id);
drop index result_finding_of_result;
create index result_finding_by_result on result_finding (tenant_id, round_id, version, estate_id, company_id, community_id);

create table result_mark (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  round_id     uuid not null,
  version      integer not null,
  estate_id    uuid not null,
  company_id   uuid not null,
  community_id uuid not null,
  indicator    text not null,
  first        smallint check (first between 1 and 5),
  final        smallint check (final between 1 and 5),
  response     text not null default '',
  decision     text not null,
  primary key (tenant_id, id),
  constraint result_mark_of_result foreign key (tenant_id, round_id, version, estate_id, company_id, community_id)
    references result (tenant_id, round_id, version, estate_id, company_id, community_id)
);
create index result_mark_by_result on result_mark (tenant_id, round_id, version, estate_id, company_id, community_id);
create index result_mark_of_author on result_mark (author_tenant_id);
comment on table result_mark is 'A mark that was ruled on: as it was first, as it counts, what the company said and why it was kept or changed.';
comment on column result_mark.response is 'Blank where nobody contested it and a correction changed it.';

call app.isolate('result_mark');

create policy put_by_the_coordinator on result_mark as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy own_card on result_mark as restrictive for select to bilin_app
  using (tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant());
