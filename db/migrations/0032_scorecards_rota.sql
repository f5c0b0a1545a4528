-- Rota: the coordinator's settings for the plan of visits, and what limits it.
--
-- The settings of a round say how many visits an estate gets, how many a person makes, on which days; an exception for one
-- estate or one person is a row of its own. The last proposal waits in the rota until it is accepted or discarded. Only the
-- coordinator sees the three tables: they say who comes.
--
-- A member enters on which days one of its people is away, and a company with whom it competes for a contract; the coordinator
-- may enter either for them. Only the member concerned and the coordinator see them.

create table rota (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  wanted           smallint not null default 4 constraint scorecards__wanted_out_of_range check (wanted between 1 and 20),
  most             smallint constraint scorecards__most_out_of_range check (most between 1 and 200),
  a_day            smallint not null default 2 constraint scorecards__a_day_out_of_range check (a_day between 1 and 10),
  weekdays         smallint[] not null default '{1,2,3,4,5}'
            constraint scorecards__no_weekday check (cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'),
  dated            boolean not null default true,
  people           smallint constraint scorecards__people_out_of_range check (people >= 1),
  bridge           boolean not null default false,
  unlinked         boolean not null default false,
  replaces         boolean not null default false,
  proposal         jsonb,
  proposed_at      timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id),
  check ((proposal is null) = (proposed_at is null))
);
create index rota_of_author on rota (author_tenant_id);
comment on table rota is 'How the visits of a round are to be assigned, and the proposal waiting to be accepted.';
comment on column rota.wanted is 'Visits an estate gets, where rota_estate says nothing else.';
comment on column rota.most is 'Visits a person makes at most, where rota_person says nothing else; no limit when null.';
comment on column rota.weekdays is '1 Monday … 7 Sunday: the days of the round that visits may be on.';
comment on column rota.dated is 'Whether days are proposed too.';
comment on column rota.people is 'Most reviewers sent; no limit when null.';
comment on column rota.bridge is 'Extra visits link groups of estates that would otherwise share no reviewer.';
comment on column rota.unlinked is 'Groups may stay unlinked; their scores are then not compared.';
comment on column rota.replaces is 'Whether the proposal replaces planned visits that nobody has begun; otherwise they stay.';
comment on column rota.proposal is 'packages/domain scorecards/rota.ts: a rota or an obstacle, with what it was made from.';

call app.isolate('rota',
  updatable => '{wanted, most, a_day, weekdays, dated, people, bridge, unlinked, replaces, proposal, proposed_at}',
  promises => array[
    ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
  ]);

create table rota_estate (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  estate_id        uuid not null,
  wanted           smallint not null constraint scorecards__wanted_out_of_range check (wanted between 0 and 20),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id, estate_id) references round_estate (tenant_id, round_id, estate_id) on delete cascade,
  unique (tenant_id, round_id, estate_id)
);
create index rota_estate_of_author on rota_estate (author_tenant_id);
comment on table rota_estate is 'An estate of the round that gets another number of visits than the rest.';

call app.isolate('rota_estate', updatable => '{wanted}', deletable => true, promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);

create table rota_person (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  seat_id          uuid not null references seat,
  most             smallint not null constraint scorecards__most_out_of_range check (most between 0 and 200),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id, seat_id)
);
create index rota_person_of_author on rota_person (author_tenant_id);
create index rota_person_of_seat on rota_person (seat_id);
comment on table rota_person is 'A reviewer who makes another number of visits at most than the rest; 0 is not sent at all.';

call app.isolate('rota_person', updatable => '{most}', deletable => true, promises => array[
  ['all', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']
]);

create table absence (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  seat_id          uuid not null references seat,
  reviewer_id      uuid not null references tenant,
  from_day         date not null,
  to_day           date not null,
  made_at          timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  constraint scorecards__absence_reversed check (from_day <= to_day),
  constraint scorecards__absence_already_there unique (tenant_id, round_id, seat_id, from_day, to_day)
);
create index absence_of_author on absence (author_tenant_id);
create index absence_of_seat on absence (seat_id);
create index absence_of_reviewer on absence (reviewer_id);
comment on table absence is 'Days of a round, both ends included, on which a reviewer cannot come.';
comment on column absence.reviewer_id is 'The member the reviewer comes from.';

call app.isolate('absence', deletable => true, promises => array[
  ['all', 'between_member_and_alliance', 'tenant_id = app.acting_tenant() or reviewer_id = app.acting_tenant()']
]);

create table declared_conflict (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  member_id        uuid not null references tenant,
  company_id       uuid references tenant,
  estate_id        uuid,
  reason           text not null constraint scorecards__reason_blank check (reason <> ''),
  declared_at      timestamptz not null default app.now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  foreign key (tenant_id, round_id, estate_id) references round_estate (tenant_id, round_id, estate_id) on delete cascade,
  constraint scorecards__conflict_with_whom check ((company_id is null) <> (estate_id is null)),
  constraint scorecards__conflict_with_oneself check (member_id <> company_id),
  constraint scorecards__conflict_already_there unique nulls not distinct (tenant_id, round_id, member_id, company_id, estate_id)
);
create index declared_conflict_of_estate on declared_conflict (tenant_id, round_id, estate_id);
create index declared_conflict_of_author on declared_conflict (author_tenant_id);
create index declared_conflict_of_member on declared_conflict (member_id);
create index declared_conflict_of_company on declared_conflict (company_id);
comment on table declared_conflict is
  'For one round: a member does not visit a company''s estates, or one estate, because it competes for the contract.';
comment on column declared_conflict.member_id is 'The member whose people do not go.';

call app.isolate('declared_conflict', deletable => true, promises => array[
  ['all', 'between_member_and_alliance', 'tenant_id = app.acting_tenant() or member_id = app.acting_tenant()']
]);
