-- Scores are now the mean over all variances that the marks allow, and two estates are tied where the 90 % band of the difference of
-- their scores holds 0. That band needs the errors' covariance, which is not kept: the places are computed with the scores and stored
-- beside them, and sealed on the card. Rounds published before keep their figures and their rule, also when they are corrected; a row
-- without a rule is under the first.

alter table result_total
  add column rule  integer check (rule >= 2),
  add column place integer check (place >= 1),
  add column tied  integer check (tied >= 1),
  add check ((place is null) = (tied is null) and (place is null or rule is not null));

comment on column result_total.rule is
  'How the scores and ties of this version were computed (results/rating/rule.ts); null for the first rule.';
comment on column result_total.place is
  'Among the estates of its linked group, from 1; tied estates 并列 share one. Null where the score was not corrected, and under the first rule, where estates whose bands overlap are tied.';
comment on column result_total.tied is 'How many estates have this place, itself included.';
