-- A value may come from the round's own survey: the coordinator takes it as the answers make it, with the 90 % interval of its mean.

alter table indicator_value
  add column low numeric,
  add column high numeric,
  drop constraint indicator_value_origin_check,
  drop constraint indicator_value_check1,
  drop constraint indicator_value_check2,
  drop constraint indicator_value_check3,
  add constraint indicator_value_origin_check check (origin in ('entered', 'surveyed', 'not_applicable')),
  add constraint indicator_value_check1 check ((origin <> 'not_applicable') = (mark is not null)),
  add constraint indicator_value_check2 check (
    case origin when 'not_applicable' then reason <> '' else source <> '' and as_of is not null and reason = '' end),
  add constraint indicator_value_check3 check (origin <> 'not_applicable' or num_nonnulls(counted, numerator, denominator) = 0),
  add check ((origin = 'surveyed') = (low is not null) and (low is null) = (high is null) and low <= high);
grant update (low, high) on indicator_value to bilin_app;
comment on column indicator_value.origin is
  'Entered by the coordinator with a source and evidence, taken from the round''s survey, or not applicable with a reason.';
comment on column indicator_value.low is 'The 90 % interval of a survey''s mean; high is its upper end.';

alter table result_value
  add column low numeric,
  add column high numeric,
  drop constraint result_value_origin_check,
  add constraint result_value_origin_check check (origin in ('entered', 'surveyed', 'not_applicable'));
