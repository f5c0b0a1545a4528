-- Why an estate has no stars: too few visits, or an assessment that rests on too little of the rubric.
--
-- Below 60 of the 100 points assessed a score says little about the estate: the same stars would come from a
-- whole assessment and from a fragment. Results without stars that were published before had too few visits; they stay as they were
-- sealed, without a reason beside them.

alter table result
  add column unrated text check (unrated in ('few_visits', 'little_covered')),
  add check (unrated is null or stars is null);
comment on column result.stars is 'Null where the estate was not rated.';
comment on column result.unrated is
  'Why there are no stars: too few visits, or less than 60 points of the rubric assessed. Null also of results without stars published before 0191, which had too few visits.';
