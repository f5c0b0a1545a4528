/** Tables and views: their owner, and that row-level security is on. */
import { registryTables } from './allowed.ts'
import { API_ROLES, OUR_SCHEMAS, OUR_TABLES, TABLE_GRANTS, type Rule } from './rule.ts'

export const tableRules: Rule[] = [
  {
    name: 'row-level security is on, and forced on the owner too',
    sql: `select c.oid::regclass::text as object, case when relrowsecurity then 'is not forced' else 'is off' end as says
            from ${OUR_TABLES} c where not (relrowsecurity and relforcerowsecurity)`,
  },
  {
    name: 'a table is a tenant’s or on the list of the registry',
    sql: `select c.oid::regclass::text as object, 'has no tenant_id and author_tenant_id' as says
            from ${OUR_TABLES} c
           where not (c.oid::regclass::text = any ($1))
             and (select count(*) from pg_attribute
                   where attrelid = c.oid and not attisdropped and attname in ('tenant_id', 'author_tenant_id')) < 2`,
    values: [Object.keys(registryTables)],
  },
  {
    name: 'a row that moves from stage to stage has its steps',
    sql: `select c.oid::regclass::text as object, 'has a stage and no table of steps: call app.record_steps' as says
            from ${OUR_TABLES} c join pg_attribute a on a.attrelid = c.oid and attname = 'stage' and not attisdropped
           where to_regclass(c.oid::regclass || '_step') is null`,
  },
  {
    name: 'a view runs as its asker',
    sql: `select c.oid::regclass::text as object, 'is not security_invoker' as says from pg_class c
           where c.relkind = 'v' and c.relnamespace in ${OUR_SCHEMAS}
             and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')
             and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)`,
  },
  {
    // A materialised view has no policies: its readers see what its owner could see.
    name: 'nobody reads a materialised view',
    sql: `select g.oid::regclass::text as object, who || ' may ' || command as says from ${TABLE_GRANTS} g
           where relkind = 'm' and (who in ${API_ROLES} or grantee = 0)`,
  },
]
