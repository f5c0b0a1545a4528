-- The last day of a survey may be moved to a later one as long as it is open: slips that are printed name the earlier day, so it is
-- never moved forward. The round's history has both days.

grant update (until) on survey to bilin_app;

alter table round_change drop constraint round_change_field_check;
alter table round_change add constraint round_change_field_check check (
  field in ('title', 'opens_on', 'closes_on', 'response_until', 'disclose_from_visits', 'survey_until')
);
