-- Statistics: PostgreSQL plans by what it knows about a table's rows, and of a tenant that was filled a moment ago it knows nothing
-- until the table is analysed, which autovacuum does within minutes. Until then it expects a single row there, and may compare each
-- of 45,600 rows with each. So an act that inserts many rows has the tables analysed before it commits.

create function app.refresh_statistics(tables text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  filled regclass;
begin
  for filled in
    select c.oid from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relname = any (tables)
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'author_tenant_id')
  loop
    -- Where somebody else analyses it at this moment, that will do.
    execute format('analyze (skip_locked) %s', filled);
  end loop;
end $$;
comment on function app.refresh_statistics is
  'Has tenants'' tables analysed, after an act that inserted many rows. Reads no row and answers nothing.';
revoke execute on function app.refresh_statistics from public;
grant execute on function app.refresh_statistics to bilin_app, bilin_worker;
