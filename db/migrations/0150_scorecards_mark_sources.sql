-- Where marks came from: one row a visit with the ids of its marks, where there was a row a mark. A round of 1,000 estates has 4,000
-- visits and 152,000 marks, and what is inserted when its responses are opened is half as many rows (docs/decisions/0037).
--
-- A mark had two unique keys with its company, one of them for its responses. They now use the other one, which says more: only to
-- a mark that was disclosed can anybody respond.

alter table mark_source no force row level security;
alter table response no force row level security;
alter table withdrawn_response no force row level security;
alter table response_file no force row level security;
alter table mark no force row level security;

create temporary table gathered on commit drop as
  select tenant_id, author_tenant_id, round_id, visit_id, reviewer_id, array_agg(id order by id) as mark_ids
    from mark_source
   group by tenant_id, author_tenant_id, round_id, visit_id, reviewer_id;
delete from mark_source;
alter table mark_source
  drop constraint mark_source_of_mark,
  alter id set default gen_random_uuid(),
  add mark_ids uuid[] not null check (cardinality(mark_ids) > 0),
  add unique (tenant_id, visit_id);
drop index mark_source_of_round;
create index mark_source_of_round on mark_source (tenant_id, round_id);
comment on column mark_source.id is null;
insert into mark_source (tenant_id, author_tenant_id, round_id, visit_id, reviewer_id, mark_ids)
  select tenant_id, author_tenant_id, round_id, visit_id, reviewer_id, mark_ids from gathered;
comment on table mark_source is 'Which marks came from a visit, for the coordinator alone.';
comment on column mark_source.mark_ids is 'The ids of its marks.';

alter table response add disclosed boolean not null default true check (disclosed);
alter table withdrawn_response add disclosed boolean not null default true check (disclosed);
alter table response_file add disclosed boolean not null default true check (disclosed);
alter table response
  drop constraint response_to_mark,
  add constraint response_to_mark
    foreign key (tenant_id, mark_id, author_tenant_id, disclosed) references mark (tenant_id, id, company_id, disclosed);
alter table withdrawn_response
  drop constraint withdrawn_response_to_mark,
  add constraint withdrawn_response_to_mark
    foreign key (tenant_id, mark_id, author_tenant_id, disclosed) references mark (tenant_id, id, company_id, disclosed);
alter table response_file
  drop constraint response_file_tenant_id_mark_id_company_id_fkey,
  add constraint response_file_to_mark
    foreign key (tenant_id, mark_id, company_id, disclosed) references mark (tenant_id, id, company_id, disclosed)
    on delete cascade;
drop index response_of_mark, withdrawn_response_of_mark, response_file_of_mark;
create index response_of_mark on response (tenant_id, mark_id, author_tenant_id, disclosed);
create index withdrawn_response_of_mark on withdrawn_response (tenant_id, mark_id, author_tenant_id, disclosed);
create index response_file_of_mark on response_file (tenant_id, mark_id, company_id, disclosed);
comment on column response.disclosed is 'The same as of its mark: nobody responds to a mark that they cannot read.';
comment on column withdrawn_response.disclosed is 'The same as of its mark.';
comment on column response_file.disclosed is 'The same as of its mark.';
alter table mark drop constraint mark_tenant_id_id_company_id_key;

alter table mark_source force row level security;
alter table response force row level security;
alter table withdrawn_response force row level security;
alter table response_file force row level security;
alter table mark force row level security;
