-- Intake: tables into which somebody without a seat inserts, through app.enter_public, and which nobody reads back through that door.
--
-- A table gets this after app.isolate: its one insert policy then also takes a row of the alliance that was entered, by nobody but that
-- alliance. `returning` is refused, because no policy lets the public read. Not readable means by nobody: there is no select at all, and
-- what the rows say is asked of a function that answers in sums.

create procedure app.take_in(tenant_table regclass, readable boolean default false)
language plpgsql as $$
declare
  members text;
begin
  select pg_get_expr(polwithcheck, polrelid) into strict members
    from pg_policy where polrelid = tenant_table and polname = 'inserted_by_acting_tenant';
  execute format(
    'alter policy inserted_by_acting_tenant on %s with check (%s or (tenant_id = app.public() and author_tenant_id = app.public()))',
    tenant_table, members);
  execute format(
    'alter table %s alter column tenant_id set default coalesce(app.current_tenant(), app.public()),
                    alter column author_tenant_id set default coalesce(app.acting_tenant(), app.public())', tenant_table);
  if not readable then
    execute format('drop policy visible_in_current_tenant on %s', tenant_table);
    execute format('revoke select on %s from bilin_app', tenant_table);
  end if;
end $$;
comment on procedure app.take_in is
  'Opens a tenant''s table to inserts by the public, who read nothing of it. Called once, after app.isolate, in the migration that creates the table.';

revoke execute on procedure app.take_in from public;
comment on function app.public is 'The alliance that somebody who has not signed in has entered: they read its published record and hand something in.';
comment on function app.enter_public is 'For somebody without a seat: one alliance, its published record to read, and what it asks residents.';
