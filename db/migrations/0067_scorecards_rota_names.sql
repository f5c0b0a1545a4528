-- Rota: its settings get the names that the form, the procedures and the solver use.
alter table rota rename column wanted to required_visits;
alter table rota rename column most to max_visits;
alter table rota rename column a_day to visits_per_day;
alter table rota rename column dated to propose_days;
alter table rota rename column people to max_reviewers;
alter table rota rename constraint scorecards__wanted_out_of_range to scorecards__required_visits_out_of_range;
alter table rota rename constraint scorecards__most_out_of_range to scorecards__max_visits_out_of_range;
alter table rota rename constraint scorecards__a_day_out_of_range to scorecards__visits_per_day_out_of_range;
alter table rota rename constraint scorecards__people_out_of_range to scorecards__max_reviewers_out_of_range;
comment on column rota.required_visits is 'Visits an estate gets, where rota_estate says nothing else.';
comment on column rota.max_visits is 'Visits a person makes at most, where rota_person says nothing else; no limit when null.';
comment on column rota.propose_days is 'Whether days are proposed too.';
comment on column rota.max_reviewers is 'Most reviewers sent; no limit when null.';

alter table rota_estate rename column wanted to required_visits;
alter table rota_estate rename constraint scorecards__wanted_out_of_range to scorecards__required_visits_out_of_range;
alter table rota_person rename column most to max_visits;
alter table rota_person rename constraint scorecards__most_out_of_range to scorecards__max_visits_out_of_range;

-- A proposal is made anew in a moment; one that names its parts by the old words is not read.
alter table rota no force row level security;
update rota set proposal = null, proposed_at = null where proposal is not null;
alter table rota force row level security;
