-- Statistics of a published round.
--
-- rating says for each subject how the marks spread over estates, reviewers and noise: everybody may judge by it how much the
-- correction for severity mattered. severity is each reviewer's own, readable by that seat alone: the coordinator inserts it
-- without being able to read it.
--
-- exemplar lists for each indicator the estates to learn it from. The single indicators of a neighbour stay between that
-- neighbour, its community and the coordinator; that it is good at one is public in the alliance, by name and without a figure.
--
-- measured_effect says of each practice how its adopters did against the others. Nobody else could compute it, because single
-- indicators are not shared. Where too few could be compared, only their number is given.

create table rating (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null check (version >= 1),
  about            text not null,
  marks            integer not null check (marks >= 1),
  mean             numeric(5, 2) not null,
  estate_sd        double precision not null check (estate_sd >= 0),
  severity_sd      double precision not null check (severity_sd >= 0),
  noise_sd         double precision not null check (noise_sd >= 0),
  estate_share     double precision not null check (estate_share between 0 and 1),
  severity_share   double precision not null check (severity_share between 0 and 1),
  noise_share      double precision not null check (noise_share between 0 and 1),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id, version, about)
);
create index rating_of_author on rating (author_tenant_id);
comment on table rating is
  'How the marks of a round spread: what of it lies in the estates, what in the reviewers, what is noise.';
comment on column rating.about is 'total, or the code of a dimension or an indicator.';
comment on column rating.estate_share is 'Of the variance of one mark, 0–1: the intraclass correlation.';

call app.isolate('rating', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);

create table severity (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null check (version >= 1),
  reviewer_seat_id uuid not null references seat,
  visits           integer not null check (visits >= 1),
  points           numeric(5, 2) not null,
  low              numeric(5, 2) not null,
  high             numeric(5, 2) not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id, version, reviewer_seat_id),
  check (low <= high)
);
create index severity_of_seat on severity (reviewer_seat_id);
create index severity_of_author on severity (author_tenant_id);
comment on table severity is 'How severe or mild a reviewer 评委宽严度 marked in a round; the reviewer''s own.';
comment on column severity.points is
  'Of 100 of the total: below 0 severe, above 0 mild, against the other reviewers. low, high: its 90 % band.';

call app.isolate('severity', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()'],
  ['select', 'of_its_reviewer_alone', 'reviewer_seat_id = app.seat_id()']
]);

create table exemplar (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
  id               uuid not null default gen_random_uuid(),
  round_id         uuid not null,
  version          integer not null check (version >= 1),
  indicator        text not null,
  estate_id        uuid not null,
  name             text not null,
  community_name   text not null,
  company_name     text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id, version, indicator, estate_id)
);
create index exemplar_of_author on exemplar (author_tenant_id);
comment on table exemplar is 'An estate to learn an indicator from 标杆, as its round found it.';

call app.isolate('exemplar', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);

create table measured_effect (
  tenant_id        uuid not null default app.current_tenant() references tenant,
  author_tenant_id uuid not null default app.acting_tenant() references tenant,
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
comment on table measured_effect is
  'A measured effect 实测成效: adopters of a practice against others, in one indicator of one round.';
comment on column measured_effect.version is 'Of the round''s results.';
comment on column measured_effect.points is
  'By how many percent more the indicator rose with the practice; low, high: its 90 % band. Null where too little could be compared.';
comment on column measured_effect.adopters_before is
  'Average percent; null where a member could work out a single neighbour by it.';

call app.isolate('measured_effect', promises => array[
  ['insert', 'inserted_by_the_alliance', 'tenant_id = app.acting_tenant()']
]);
