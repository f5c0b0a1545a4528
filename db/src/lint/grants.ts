/** Grants: which role may use which table, and which columns may be updated. */
import { actsSet, copies, intakeTables, neverForTheApp, reaches, registryTables } from './allowed.ts'
import { API_ROLES, OUR_SCHEMAS, OUR_TABLES, TABLE_GRANTS, TENANT_TABLES, WHO, type Rule } from './rule.ts'

/** Columns that some policy on their table reads. */
const LEANT_ON = `(
  select distinct d.refobjid as oid, d.refobjsubid as attnum from pg_depend d
   where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0)`

const REACHED = Object.entries(reaches).flatMap(([role, tables]) => tables.map((table) => `${role} ${table}`))

export const grantRules: Rule[] = [
  {
    name: 'nobody may truncate, reference, trigger or maintain',
    sql: `select g.oid::regclass::text as object, who || ' may ' || command as says from ${TABLE_GRANTS} g
           where command not in ('select', 'insert', 'update', 'delete', 'usage')`,
  },
  {
    name: 'PUBLIC has no right on a table, a sequence or a schema',
    sql: `select g.oid::regclass::text as object, 'everybody may ' || command as says from ${TABLE_GRANTS} g where grantee = 0
          union all
          select nspname, 'everybody may ' || lower(x.privilege_type) from pg_namespace n, aclexplode(nspacl) x
           where n.oid in ${OUR_SCHEMAS} and x.grantee = 0 and (nspname <> 'public' or x.privilege_type <> 'USAGE')`,
  },
  {
    name: 'no right is given on by who was given it',
    sql: `select g.oid::regclass::text as object, who || ' may pass on ' || command as says from ${TABLE_GRANTS} g where is_grantable`,
  },
  {
    name: 'nothing is granted in advance',
    sql: `select d.defaclobjtype::text as object, ${WHO} || ' would get ' || lower(x.privilege_type) as says
            from pg_default_acl d, aclexplode(defaclacl) x
           where x.grantee = 0 or x.grantee::regrole::text in ${API_ROLES}`,
  },
  {
    name: 'the door, the registry and the worker reach their own tables only',
    sql: `select distinct g.oid::regclass::text as object, who || ' may ' || command as says from ${TABLE_GRANTS} g
           where who <> 'bilin_app' and grantee <> 0 and not (who || ' ' || g.oid::regclass = any ($1))`,
    values: [REACHED],
  },
  {
    name: 'bilin_registry only looks, founds, extends sessions, and makes password links and copies of what it sees',
    sql: `select distinct g.oid::regclass::text as object, who || ' may ' || command as says from ${TABLE_GRANTS} g
           where who = 'bilin_registry' and command <> 'select'
             and (g.oid::regclass::text, command) not in (
               ('person', 'insert'), ('session', 'update'), ('password_link', 'insert'), ('password_link', 'delete'))
             and not g.oid::regclass::text = any ($1)`,
    values: [copies],
  },
  {
    name: 'nobody but bilin_registry writes the copies',
    sql: `select distinct g.oid::regclass::text as object, who || ' may ' || command as says from ${TABLE_GRANTS} g
           where who <> 'bilin_registry' and command <> 'select' and g.oid::regclass::text = any ($1)`,
    values: [copies],
  },
  {
    name: 'bilin_app never reaches a password or a session',
    sql: `select distinct g.oid::regclass::text as object, who || ' may ' || command as says from ${TABLE_GRANTS} g
           where who = 'bilin_app' and g.oid::regclass::text = any ($1)`,
    values: [neverForTheApp],
  },
  {
    name: 'a column that says whose a row is, or that a policy leans on, does not change',
    sql: `select g.oid::regclass || '.' || a.attname as object, who || ' may update it' as says
            from ${TABLE_GRANTS} g
            join pg_attribute a on a.attrelid = g.oid and a.attnum > 0 and not a.attisdropped
           where command = 'update' and relkind in ('r', 'p') and a.attnum = coalesce(g.attnum, a.attnum)
             and (a.attname in ('tenant_id', 'author_tenant_id', 'id')
                  or (g.oid, a.attnum) in (select oid, attnum from ${LEANT_ON} l))
             and not (g.oid::regclass || '.' || a.attname = any ($1))`,
    values: [Object.keys(actsSet)],
  },
  {
    name: 'a row says by itself whose it is',
    sql: `select c.oid::regclass || '.' || a.attname as object, coalesce(pg_get_expr(d.adbin, d.adrelid), 'has no default') as says
            from ${TENANT_TABLES} c
            join pg_attribute a on a.attrelid = c.oid and a.attname in ('tenant_id', 'author_tenant_id')
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            cross join lateral (select case attname when 'tenant_id' then 'app.current_tenant()' else 'app.acting_tenant()' end as whose) w
           where pg_get_expr(d.adbin, d.adrelid) is distinct from
                 case when c.oid::regclass::text = any ($1) then format('COALESCE(%s, app.public())', whose) else whose end`,
    values: [Object.keys(intakeTables)],
  },
  {
    name: 'every line of the lists is still needed',
    sql: `select t as object, 'is no table any more' as says from unnest($1::text[]) t
           where not exists (select from ${OUR_TABLES} c where c.oid::regclass::text = t)
          union all
          select l, 'no policy leans on it, or nobody may update it' from unnest($2::text[]) l
           where not exists (
             select from ${LEANT_ON} n join pg_attribute a on a.attrelid = n.oid and a.attnum = n.attnum
               join ${TABLE_GRANTS} g on g.oid = n.oid and g.command = 'update' and coalesce(g.attnum, n.attnum) = n.attnum
              where n.oid::regclass || '.' || a.attname = l)`,
    values: [Object.keys(registryTables), Object.keys(actsSet)],
  },
]
