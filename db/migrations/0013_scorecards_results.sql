-- Results: what a round came to. They do not exist before publication, which writes them once, as a dated copy that
-- nothing changes afterwards; a later edit of an estate, a rubric or a name does not reach them.
--
-- Everybody in the alliance sees the bands (result). The figures behind them are for the communities, the coordinator and
-- the reviewed company (result_total, result_dimension); single indicators and the words of findings for the reviewed
-- company, its community and the coordinator (result_indicator, result_finding). Percent is 0–100 throughout.

create table result (
  tenant_id      uuid not null default app.current_tenant() references tenant,
  author_tenant_id      uuid not null default app.acting_tenant() references tenant,
  id             uuid not null default gen_random_uuid(),
  round_id       uuid not null,
  estate_id      uuid not null,
  name           text not null,
  kind           text not null check (kind in ('commercial', 'resettlement')),
  households     integer not null,
  community_id   uuid not null,
  community_name text not null,
  company_id     uuid not null,
  company_name   text not null,
  visits         integer not null check (visits >= 1),
  stars          smallint not null check (stars between 1 and 5),
  published_at   timestamptz not null default app.now(),
  primary key (tenant_id, id),
  unique (tenant_id, round_id, estate_id, company_id, community_id),
  constraint scorecards__already_published unique (tenant_id, round_id, estate_id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references round_estate (tenant_id, round_id, estate_id, company_id, community_id)
);
create index result_over_time on result (tenant_id, estate_id, published_at);
create index result_of_author on result (author_tenant_id);
comment on table result is 'The band of one estate in one round: names as they were, star band 星级, how many visits it rests on.';

call app.isolate('result');

create table result_total (
  tenant_id     uuid not null default app.current_tenant() references tenant,
  author_tenant_id     uuid not null default app.acting_tenant() references tenant,
  id            uuid not null default gen_random_uuid(),
  round_id      uuid not null,
  estate_id     uuid not null,
  company_id    uuid not null,
  community_id  uuid not null,
  raw_mean      numeric(5, 2) not null check (raw_mean between 0 and 100),
  uncapped_mean numeric(5, 2) not null check (uncapped_mean between 0 and 100),
  adjusted      numeric(5, 2) check (adjusted between 0 and 100),
  low           numeric(5, 2),
  high          numeric(5, 2),
  primary key (tenant_id, id),
  unique (tenant_id, round_id, estate_id, company_id, community_id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references result (tenant_id, round_id, estate_id, company_id, community_id),
  constraint scorecards__band_reversed check (low <= high and (low is null) = (high is null) and (low is null) = (adjusted is null))
);
create index result_total_of_author on result_total (author_tenant_id);
comment on table result_total is 'The figure behind the band of an estate.';
comment on column result_total.raw_mean is 'Percent, 0–100: all marks as given, weighted, after the caps of findings that stand; the stars follow it.';
comment on column result_total.uncapped_mean is 'Percent, before those caps.';
comment on column result_total.adjusted is 'Percent, corrected for how severe each reviewer is; null where no correction was made. low, high: its 90 % band.';

call app.isolate('result_total');

create table result_dimension (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  round_id     uuid not null,
  estate_id    uuid not null,
  company_id   uuid not null,
  community_id uuid not null,
  dimension    text not null,
  weight       numeric(5, 2) not null,
  percent      numeric(5, 2) not null check (percent between 0 and 100),
  capped       boolean not null,
  primary key (tenant_id, id),
  unique (tenant_id, round_id, estate_id, company_id, community_id, dimension),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references result (tenant_id, round_id, estate_id, company_id, community_id)
);
create index result_dimension_of_author on result_dimension (author_tenant_id);
comment on table result_dimension is 'What an estate came to in one dimension; one that nobody could judge has no row.';
comment on column result_dimension.dimension is 'Its code in the round''s rubric, e.g. C; its place there is its order.';
comment on column result_dimension.weight is 'Of 100, in the rubric.';
comment on column result_dimension.capped is 'A life-safety finding stands in it, which holds it at 40 at most.';

call app.isolate('result_dimension');

create table result_indicator (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  round_id     uuid not null,
  estate_id    uuid not null,
  company_id   uuid not null,
  community_id uuid not null,
  indicator    text not null,
  weight       numeric(5, 2) not null,
  percent      numeric(5, 2) not null check (percent between 0 and 100),
  capped       boolean not null,
  marks        integer not null check (marks >= 1),
  primary key (tenant_id, id),
  unique (tenant_id, round_id, estate_id, company_id, community_id, indicator),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references result (tenant_id, round_id, estate_id, company_id, community_id)
);
create index result_indicator_of_author on result_indicator (author_tenant_id);
comment on table result_indicator is 'What an estate came to in one indicator.';
comment on column result_indicator.percent is 'The mean of its marks; mark 5 is 100, 4 is 80 and so on.';
comment on column result_indicator.capped is 'A severe finding stands against it, which holds it at mark 2, 40 percent.';
comment on column result_indicator.marks is 'How many marks it rests on; 不适用 is none.';

call app.isolate('result_indicator');

create table result_finding (
  tenant_id    uuid not null default app.current_tenant() references tenant,
  author_tenant_id    uuid not null default app.acting_tenant() references tenant,
  id           uuid not null default gen_random_uuid(),
  round_id     uuid not null,
  estate_id    uuid not null,
  company_id   uuid not null,
  community_id uuid not null,
  indicator    text not null,
  severity     text not null check (severity in ('S1', 'S2', 'S3', 'S4')),
  place        text not null,
  text         text not null,
  response     text not null default '',
  decision     text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id, estate_id, company_id, community_id)
    references result (tenant_id, round_id, estate_id, company_id, community_id)
);
create index result_finding_of_result on result_finding (tenant_id, round_id, estate_id, company_id, community_id);
create index result_finding_of_author on result_finding (author_tenant_id);
comment on table result_finding is 'A finding that stands after the reply, with the reply and why it was not upheld; a struck one is not here.';

call app.isolate('result_finding');

create policy put_by_the_coordinator on result as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy put_by_the_coordinator on result_total as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy put_by_the_coordinator on result_dimension as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy put_by_the_coordinator on result_indicator as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy put_by_the_coordinator on result_finding as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());

create policy own_figures_and_communities on result_total as restrictive for select to bilin_app
  using (tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or app.acting_tenant_kind() = 'community');
create policy own_figures_and_communities on result_dimension as restrictive for select to bilin_app
  using (tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or app.acting_tenant_kind() = 'community');
create policy own_card on result_indicator as restrictive for select to bilin_app
  using (tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant());
create policy own_card on result_finding as restrictive for select to bilin_app
  using (tenant_id = app.acting_tenant() or company_id = app.acting_tenant() or community_id = app.acting_tenant());
