-- Photos become files. A photo that no row shows any more stays behind, and goes with its table in the next migration.
--
-- The owner of the tables reads and writes like everybody, from a context, and here there is none.

do $$
declare moved regclass;
begin
  foreach moved in array '{file, photo, visit_finding, finding, mark, result_finding, improvement}'::regclass[] loop
    execute format('alter table %s no force row level security', moved);
  end loop;
end $$;

insert into file (tenant_id, author_tenant_id, id, kind, sha256, size, width, height, reviewer_id, company_id, community_id, bytes, made_at)
select tenant_id, author_tenant_id, id, 'photo', sha256, octet_length(bytes), width, height, reviewer_id, company_id, community_id, bytes, made_at
  from photo p
 where case of
   when 'visit_finding' then exists (
     select from visit_finding s where (s.tenant_id, s.id, s.reviewer_id) = (p.tenant_id, p.subject_id, p.reviewer_id))
   when 'finding' then exists (
     select from finding s where (s.tenant_id, s.id, s.company_id) = (p.tenant_id, p.subject_id, p.company_id))
   when 'response' then exists (
     select from finding s where (s.tenant_id, s.id, s.company_id) = (p.tenant_id, p.subject_id, p.company_id)
     union all
     select from mark s where (s.tenant_id, s.id, s.company_id) = (p.tenant_id, p.subject_id, p.company_id))
   when 'result_finding' then exists (
     select from result_finding s
      where (s.tenant_id, s.id, s.company_id, s.community_id) = (p.tenant_id, p.subject_id, p.company_id, p.community_id))
   when 'improvement' then exists (
     select from improvement s
      where (s.tenant_id, s.id, s.company_id, s.community_id) = (p.tenant_id, p.subject_id, p.company_id, p.community_id))
 end;

do $$
declare moved regclass;
begin
  foreach moved in array '{file, photo, visit_finding, finding, mark, result_finding, improvement}'::regclass[] loop
    execute format('alter table %s force row level security', moved);
  end loop;
end $$;
