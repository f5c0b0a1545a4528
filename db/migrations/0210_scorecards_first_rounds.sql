-- A measured effect compared all who ever adopted a practice, in every later round, with those who never did. Estates that adopt because
-- they know they are poor made a useless practice look harmful by it, and each round replaced a better figure by a worse one. Each cohort is
-- now measured in its first round only, against those who have not adopted yet, and the cohorts are pooled. Every publication
-- computes them anew from the rounds published until then, so nothing is lost; rows from before have no number and are not shown.

alter table measured_effect
  add column measurement integer check (measurement >= 0),
  add column decisive boolean,
  add check (measurement is null or (points is null) = (decisive is null));

comment on column measured_effect.measurement is
  'Which measurement of this practice in this indicator it is, from 1; 0 while too few could be compared. Null in rows that were computed in the first way, which are not shown.';
comment on column measured_effect.points is
  'By how many percent more the indicator rose with the practice, by the mean of two methods; low, high: the 90 % confidence interval that holds both methods''. Null where too little could be compared.';
comment on column measured_effect.decisive is
  'Whether both methods exclude 0 surely enough to call it better or worse, allowing for all measurements.';
