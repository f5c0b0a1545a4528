-- Groups: estates that no chain of shared reviewers links must not be compared, and their figures say so.

alter table result_total add linked_group integer check (linked_group >= 1);
comment on column result_total.linked_group is 'Estates of one round with the same number are linked by shared reviewers; others must not be compared. Null before this was told.';
