-- Adjusted scores: what publication says once severe and mild reviewers are allowed for. Beside each raw percent stands the
-- adjusted one with its 90 % band, null where there were too few marks to tell a severe reviewer from a poor estate.
--
-- rating says for each subject how the marks spread over estates, reviewers and noise: everybody may judge by it how much
-- the correction mattered. severity is each reviewer's own, for that seat alone: the coordinator writes it unread.

alter table result_dimension
  add adjusted numeric(5, 2) check (adjusted between 0 and 100),
  add low numeric(5, 2),
  add high numeric(5, 2),
  add constraint scorecards__dimension_band_reversed
    check (low <= high and (low is null) = (high is null) and (low is null) = (adjusted is null));
alter table result_indicator
  add adjusted numeric(5, 2) check (adjusted between 0 and 100),
  add low numeric(5, 2),
  add high numeric(5, 2),
  add constraint scorecards__indicator_band_reversed
    check (low <= high and (low is null) = (high is null) and (low is null) = (adjusted is null));
comment on column result_dimension.adjusted is 'Percent, corrected for how severe each reviewer is; low, high: its 90 % band.';
comment on column result_indicator.adjusted is 'Percent, corrected for how severe each reviewer is; low, high: its 90 % band.';

create table rating (
  tenant_id      uuid not null default app.current_tenant() references tenant,
  author_tenant_id      uuid not null default app.acting_tenant() references tenant,
  id             uuid not null default gen_random_uuid(),
  round_id       uuid not null,
  version        integer not null check (version >= 1),
  about          text not null,
  marks          integer not null check (marks >= 1),
  mean           numeric(5, 2) not null,
  estate_sd    double precision not null check (estate_sd >= 0),
  severity_sd    double precision not null check (severity_sd >= 0),
  noise_sd       double precision not null check (noise_sd >= 0),
  estate_share double precision not null check (estate_share between 0 and 1),
  severity_share double precision not null check (severity_share between 0 and 1),
  noise_share    double precision not null check (noise_share between 0 and 1),
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id, version, about)
);
create index rating_of_author on rating (author_tenant_id);
comment on table rating is 'How the marks of a round spread: what of it lies in the estates, what in the reviewers, what is noise.';
comment on column rating.about is 'total, or the code of a dimension or an indicator.';
comment on column rating.estate_share is 'Of the variance of one mark, 0–1: the intraclass correlation.';

call app.isolate('rating');

create table severity (
  tenant_id       uuid not null default app.current_tenant() references tenant,
  author_tenant_id       uuid not null default app.acting_tenant() references tenant,
  id              uuid not null default gen_random_uuid(),
  round_id        uuid not null,
  version         integer not null check (version >= 1),
  reviewer_seat_id uuid not null references seat,
  visits          integer not null check (visits >= 1),
  points          numeric(5, 2) not null,
  low             numeric(5, 2) not null,
  high            numeric(5, 2) not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, round_id) references round,
  unique (tenant_id, round_id, version, reviewer_seat_id),
  check (low <= high)
);
create index severity_of_seat on severity (reviewer_seat_id);
create index severity_of_author on severity (author_tenant_id);
comment on table severity is 'How severe or mild a reviewer 评委宽严度 marked in a round; the reviewer''s own.';
comment on column severity.points is 'Of 100 of the total: below 0 severe, above 0 mild, against the other reviewers. low, high: its 90 % band.';

call app.isolate('severity');

create policy put_by_the_coordinator on rating as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy put_by_the_coordinator on severity as restrictive for insert to bilin_app with check (tenant_id = app.acting_tenant());
create policy to_its_reviewer_alone on severity as restrictive for select to bilin_app
  using (reviewer_seat_id = app.seat_id());
