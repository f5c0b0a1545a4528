-- The search of an alliance's practices uses an index. A member's query cannot: `@@` and `@>` are not leakproof, so under row-level
-- security PostgreSQL reads every practice of the alliance. This function reads the index as bilin_registry and answers ids
-- alone; the member then reads those rows under the policies, which leave out what the member may not see.

create index shared_practice_found on shared_practice using gin (tenant_id, found_by, indicators) where superseded_at is null;

grant select (tenant_id, author_tenant_id, id, published_at, superseded_at, indicators, found_by) on shared_practice to bilin_registry;
create policy found_by_search on shared_practice for select to bilin_registry using (true);

create function app.find_shared_practices(alliance uuid, words tsquery, code text, by_rank boolean, most integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan rows 100 as $$
begin
  return query
    select s.id from shared_practice s
     where s.tenant_id = alliance and alliance = app.current_tenant() and s.superseded_at is null
       and (words is null or s.found_by @@ words)
       and (code is null or s.indicators @> array[code])
     order by case when by_rank then ts_rank(s.found_by, words) end desc nulls last, s.published_at desc, s.id desc
     limit most;
end $$;
comment on function app.find_shared_practices is
  'The ids of the current alliance''s practices that have these words and this indicator, best or newest first. The caller reads the rows under its own policies.';

grant create on schema app to bilin_registry;
alter function app.find_shared_practices owner to bilin_registry;
revoke create on schema app from bilin_registry;
revoke execute on function app.find_shared_practices from public;
grant execute on function app.find_shared_practices to bilin_app;
