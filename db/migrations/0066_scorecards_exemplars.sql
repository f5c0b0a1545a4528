-- Exemplars: for each indicator of a published round the estates to learn it from. The single indicators of a neighbour
-- stay between that neighbour, its community and the coordinator; that it is good at one is told to everybody, by name
-- and without a figure.

create table exemplar (
  tenant_id      uuid not null default app.current_tenant() references tenant,
  author_tenant_id      uuid not null default app.acting_tenant() references tenant,
  id             uuid not null default gen_random_uuid(),
  round_id       uuid not null,
  version        integer not null check (version >= 1),
  indicator      text not null,
  estate_id      uuid not null,
  name           text not null,
  community_name text not null,
  company_name   text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id, version, indicator, estate_id)
);
create index exemplar_of_author on exemplar (author_tenant_id);
comment on table exemplar is 'An estate to learn an indicator from 标杆, as its round found it.';

call app.isolate('exemplar');

create policy put_by_the_coordinator on exemplar as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
