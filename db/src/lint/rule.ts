/** The type of a lint rule, and the SQL fragments that all rules share. */
import type pg from 'pg'

/** One offender: the rule it breaks, what it is, and what the catalogue says of it. */
export type Violation = { rule: string; object: string; says: string }
export type Offender = { object: string; says?: string }

export type Rule = {
  /** What the rule guarantees, as a sentence. */
  name: string
  /** A query that returns the offenders as `object` and `says`. */
  sql: string
  values?: unknown[]
  /** Filters the offenders further, by what the catalogue alone does not show. */
  judge?: (client: pg.ClientBase, offenders: Offender[]) => Promise<Offender[]>
}

/** Every schema but PostgreSQL's own, that of the applied migrations, and the job queue's: these no role of the API may use. */
export const OUR_SCHEMAS = `(select oid from pg_namespace
  where nspname not in ('information_schema', 'bilin_migration', 'graphile_worker') and nspname !~ '^pg_')`

export const notOfAnExtension = (oid: string, catalogue: string) =>
  `not exists (select from pg_depend e where e.classid = '${catalogue}'::regclass and e.objid = ${oid} and e.deptype = 'e')`

/** The roles that the API and its workers use. */
export const API_ROLES = `('bilin_app', 'bilin_session', 'bilin_worker', 'bilin_registry')`

export const OUR_TABLES = `(select c.* from pg_class c
  where c.relkind in ('r', 'p') and c.relnamespace in ${OUR_SCHEMAS} and ${notOfAnExtension('c.oid', 'pg_class')})`

/** A tenant's table has an author; the registry's tables belong to no tenant and are on a list. */
export const TENANT_TABLES = `(select c.* from ${OUR_TABLES} c
  where exists (select from pg_attribute where attrelid = c.oid and attname = 'author_tenant_id' and not attisdropped))`

export const WHO = `case x.grantee when 0 then 'public' else x.grantee::regrole::text end`

/** Rights on tables and on single columns, of everybody but the owner. */
export const TABLE_GRANTS = `(
  select c.oid, c.relkind, x.grantee, ${WHO} as who, lower(x.privilege_type) as command, null::smallint as attnum, x.is_grantable
    from pg_class c, aclexplode(c.relacl) x
   where c.relnamespace in ${OUR_SCHEMAS} and ${notOfAnExtension('c.oid', 'pg_class')} and x.grantee <> c.relowner
  union all
  select c.oid, c.relkind, x.grantee, ${WHO}, lower(x.privilege_type), a.attnum, x.is_grantable
    from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) x
   where c.relnamespace in ${OUR_SCHEMAS} and ${notOfAnExtension('c.oid', 'pg_class')} and x.grantee <> c.relowner)`
