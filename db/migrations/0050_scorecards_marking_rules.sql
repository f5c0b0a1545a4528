-- Marking rules: what a mark and a finding carry beside the number.
--
-- An indicator whose rubric has a scale is counted on the spot: the number stays with the mark it made, so that anybody can
-- see how the table was read. A mark that is not the company's to answer for (the developer's defect, the neighbours' row)
-- is left out of the sum as 不适用 is, but never silently: its reason is kept, and printed with the result. An indicator
-- nobody could judge for such reasons has a line in the result with no percent.
--
-- A finding may say that one of the rubric's vetoes 一票否决 applies. It is always life-safety, walks the same path as any
-- finding, and where it stands at publication it holds the estate at one star, by name.

alter table score
  add counted numeric constraint scorecards__counted_negative check (counted >= 0),
  add excluded text constraint scorecards__exclusion_blank check (excluded <> ''),
  add constraint scorecards__marked_and_excluded check (excluded is null or mark is null),
  add constraint scorecards__counted_without_mark check (counted is null or mark is not null);
comment on column score.counted is 'Faults, or percent, as counted on the spot; the scale of the indicator made the mark of it.';
comment on column score.excluded is 'Why it is not the company''s to answer for; then there is no mark.';

alter table visit_finding
  add veto text,
  add constraint scorecards__veto_not_life_safety check (veto is null or severity = 'S1');
comment on column visit_finding.veto is 'Which veto 一票否决 of the rubric it says applies, in the rubric''s Chinese words; null for most.';

alter table finding
  add veto text,
  add constraint scorecards__veto_not_life_safety check (veto is null or severity = 'S1');
comment on column finding.veto is 'Which veto of the rubric it says applies; ruled on expressly before publication.';

alter table result_finding
  add veto text,
  add check (veto is null or severity = 'S1');
comment on column result_finding.veto is 'The veto that stands, and holds the estate at one star.';

alter table result
  add vetoed text[] not null default '{}',
  add check (cardinality(vetoed) = 0 or stars = 1);
comment on column result.vetoed is 'The vetoes that stood at publication, in the rubric''s Chinese words; where there is one, the stars are one.';

alter table result_indicator
  add excluded text[] not null default '{}',
  alter percent drop not null,
  drop constraint result_indicator_marks_check,
  add check (marks >= 0),
  add check ((percent is null) = (marks = 0)),
  add check (marks > 0 or cardinality(excluded) > 0);
comment on column result_indicator.excluded is 'Why marks of it were left out, a reason each, in the order of their words; each reason once.';
comment on column result_indicator.percent is
  'The mean of its marks; mark 5 is 100, 4 is 80 and so on. Null where every mark was left out with a reason.';
comment on column result_indicator.marks is 'How many marks it rests on; 不适用 and marks left out are none.';
