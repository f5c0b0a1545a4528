-- Marks of a large round: opened at once (152,000 of 1,000 estates) and read at once when it is settled and published.
--
-- What is read by round carries its round, so that marks, their sources and decisions are each one range of one index and never
-- joined by PostgreSQL: its statistics do not know a round that was filled a moment ago, and a join of rows that it believes
-- to be one compares each with each. decision has no foreign key to the round, whose row lock settling holds while it waits for
-- decisions.
--
-- An index or a foreign key that protects nothing is not kept on mark and mark_source (docs/decisions/0030): a source has the
-- id of its mark; that their tenants exist is known by the estate of the round; a submitted visit cannot be deleted.

alter table mark no force row level security;
alter table mark_source no force row level security;
alter table finding no force row level security;
alter table decision no force row level security;

alter table mark_source add round_id uuid;
alter table mark_source drop constraint mark_source_tenant_id_mark_id_fkey, drop constraint mark_source_tenant_id_mark_id_key;
update mark_source s set id = m.id, round_id = m.round_id from mark m where (m.tenant_id, m.id) = (s.tenant_id, s.mark_id);
alter table mark_source
  drop column mark_id,
  alter round_id set not null,
  alter id drop default,
  add constraint mark_source_of_mark foreign key (tenant_id, id) references mark,
  drop constraint mark_source_tenant_id_fkey,
  drop constraint mark_source_author_tenant_id_fkey,
  drop constraint mark_source_tenant_id_visit_id_reviewer_id_fkey;
drop index mark_source_of_visit, mark_source_of_author;
create index mark_source_of_round on mark_source (tenant_id, round_id) include (id, visit_id);
comment on column mark_source.id is 'The id of the mark.';

alter table response
  drop constraint response_tenant_id_mark_id_author_tenant_id_round_id_fkey,
  add constraint response_to_mark foreign key (tenant_id, mark_id, author_tenant_id) references mark (tenant_id, id, company_id);
alter table withdrawn_response
  drop constraint withdrawn_response_tenant_id_mark_id_author_tenant_id_roun_fkey,
  add constraint withdrawn_response_to_mark foreign key (tenant_id, mark_id, author_tenant_id) references mark (tenant_id, id, company_id);
alter table mark
  drop constraint mark_tenant_id_id_company_id_round_id_key,
  drop constraint mark_tenant_id_fkey,
  drop constraint mark_author_tenant_id_fkey;
drop index mark_of_author;

alter table decision add round_id uuid;
update decision d set round_id = f.round_id from finding f where (f.tenant_id, f.id) = (d.tenant_id, d.finding_id);
update decision d set round_id = m.round_id from mark m where (m.tenant_id, m.id) = (d.tenant_id, d.mark_id);
alter table decision alter round_id set not null;
create index decision_of_round on decision (tenant_id, round_id);
comment on column decision.round_id is 'Of its finding or mark.';

alter table mark force row level security;
alter table mark_source force row level security;
alter table finding force row level security;
alter table decision force row level security;
