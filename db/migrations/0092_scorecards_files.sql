-- What shows files in a round: a reviewer's finding, its copy for the company and the one on the card, what the company responds,
-- and its improvements. photo is gone.
--
-- Evidence 佐证 for a response is of the finding or mark that it is about: it stays when a response is withdrawn, as does what
-- was said, and is there again when it is made anew.
--
-- A save of a visit rewords the findings it keeps, where it deleted and inserted all before: their files stay with them.

alter table visit_finding add unique (tenant_id, id, reviewer_id);
alter table mark add unique (tenant_id, id, company_id);
alter table result_finding add unique (tenant_id, id, company_id, community_id);
alter table improvement add unique (tenant_id, id, company_id, community_id);
grant update (indicator, severity, place, text, veto) on visit_finding to bilin_app;

call app.attach('visit_finding', readers => '{reviewer_id}', writers => '{reviewer_id}');
-- What is passed on stays as it was. Findings may have been merged: a copy shows the files of all of them.
call app.attach('finding', readers => '{company_id}', most => 99, deletable => false);
call app.attach('response', about => '{finding, mark}', readers => '{company_id}', writers => '{company_id}');
call app.attach('result_finding', readers => '{company_id, community_id}', most => 99, deletable => false);
call app.attach('improvement', readers => '{company_id, community_id}', writers => '{company_id}');

do $$
declare moved regclass;
begin
  foreach moved in array '{photo, file, finding,
      visit_finding_file, finding_file, response_file, result_finding_file, improvement_file}'::regclass[] loop
    execute format('alter table %s no force row level security', moved);
  end loop;
end $$;

insert into visit_finding_file (tenant_id, author_tenant_id, visit_finding_id, file_id, place, reviewer_id)
select p.tenant_id, p.author_tenant_id, p.subject_id, p.id, p.place, p.reviewer_id
  from photo p join file on (file.tenant_id, file.id) = (p.tenant_id, p.id) where of = 'visit_finding';

insert into finding_file (tenant_id, author_tenant_id, finding_id, file_id, place, company_id)
select p.tenant_id, p.author_tenant_id, p.subject_id, p.id, p.place, p.company_id
  from photo p join file on (file.tenant_id, file.id) = (p.tenant_id, p.id) where of = 'finding';

insert into response_file (tenant_id, author_tenant_id, finding_id, mark_id, file_id, place, company_id)
select p.tenant_id, p.author_tenant_id, f.id, case when f.id is null then p.subject_id end, p.id, p.place, p.company_id
  from photo p join file on (file.tenant_id, file.id) = (p.tenant_id, p.id)
  left join finding f on (f.tenant_id, f.id) = (p.tenant_id, p.subject_id) where of = 'response';

insert into result_finding_file (tenant_id, author_tenant_id, result_finding_id, file_id, place, company_id, community_id)
select p.tenant_id, p.author_tenant_id, p.subject_id, p.id, p.place, p.company_id, p.community_id
  from photo p join file on (file.tenant_id, file.id) = (p.tenant_id, p.id) where of = 'result_finding';

insert into improvement_file (tenant_id, author_tenant_id, improvement_id, file_id, place, company_id, community_id)
select p.tenant_id, p.author_tenant_id, p.subject_id, p.id, p.place, p.company_id, p.community_id
  from photo p join file on (file.tenant_id, file.id) = (p.tenant_id, p.id) where of = 'improvement';

do $$
declare moved regclass;
begin
  foreach moved in array '{file, finding,
      visit_finding_file, finding_file, response_file, result_finding_file, improvement_file}'::regclass[] loop
    execute format('alter table %s force row level security', moved);
  end loop;
end $$;

drop table photo;
