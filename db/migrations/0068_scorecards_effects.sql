-- Measured effects: what a round, when it is published, says of the practices its estates had adopted. Single indicators
-- stay between an estate, its community and the coordinator, so nobody else could reckon this; the coordinator's
-- publication writes it down for all. Where too few could be compared, only how many they were is written.

create table measured_effect (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id        uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null check (version >= 1),
  practice_id      uuid not null,
  practice_version integer not null,
  indicator        text not null,
  adopters         integer not null check (adopters >= 1),
  others           integer not null check (others >= 0),
  points           numeric(5, 1),
  low              numeric(5, 1),
  high             numeric(5, 1),
  adopters_before  smallint,
  adopters_after   smallint,
  others_before    smallint,
  others_after     smallint,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  foreign key (tenant_id, practice_id, practice_version) references shared_practice (tenant_id, practice_id, version),
  unique (tenant_id, round_id, version, practice_id, indicator),
  check (low <= points and points <= high),
  check (num_nulls(points, low, high) in (0, 3)),
  check (num_nulls(adopters_before, adopters_after, others_before, others_after) in (0, 4))
);
create index measured_effect_of_practice on measured_effect (tenant_id, practice_id, practice_version);
create index measured_effect_of_author on measured_effect (author_tenant_id);
comment on table measured_effect is 'A measured effect 实测成效: adopters of a practice against others, in one indicator of one round.';
comment on column measured_effect.version is 'Of the round''s results.';
comment on column measured_effect.points is 'By how many percent more the indicator rose with the practice; low, high: its 90 % band. Null where too little could be compared.';
comment on column measured_effect.adopters_before is 'Average percent; null where a member could work out a single neighbour by it.';

call app.isolate('measured_effect');

create policy put_by_the_coordinator on measured_effect as restrictive for insert to bilin_app
  with check (tenant_id = app.acting_tenant());
