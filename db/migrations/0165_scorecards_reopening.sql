-- Visits that were ended by mistake are opened again, until the first response.
--
-- What was disclosed to the companies is then deleted: findings with their photos, marks, their sources, and means. Nobody has
-- answered, so nothing but the disclosure itself refers to them; they are disclosed anew when the visits end again. That it
-- happened stands in the round's steps. A response that arrives at the same moment waits for the round and finds nothing left to
-- answer: its foreign keys are named for what it is then refused with.

do $$
declare
  promises constant text[] := array[['delete', 'of_the_alliance_alone', 'tenant_id = app.acting_tenant()']];
  undone regclass;
begin
  foreach undone in array '{finding, mark, mark_source, disclosed_dimension}'::regclass[] loop
    execute format('create policy deleted_by_author_or_tenant on %s for delete to bilin_app using (%s)', undone, app.policy_condition(
      'tenant_id = app.current_tenant() and (author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant())',
      promises, 'delete'));
    execute format('grant delete on %s to bilin_app', undone);
    execute format('comment on policy deleted_by_author_or_tenant on %s is %L', undone, app.policy_comment(promises, 'delete'));
  end loop;
end $$;

alter table response rename constraint response_tenant_id_finding_id_author_tenant_id_round_id_fkey to scorecards__finding_not_found;
alter table response rename constraint response_to_mark to scorecards__mark_not_found;
