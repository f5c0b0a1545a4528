/** Roles: what the ones that serve requests are, own and belong to. */
import { API_ROLES, OUR_SCHEMAS, type Rule } from './rule.ts'

const OURS = `('bilin_owner', 'bilin_app', 'bilin_session', 'bilin_worker', 'bilin_registry')`

export const roleRules: Rule[] = [
  {
    name: 'every role is there',
    sql: `select r as object, 'is missing' as says from unnest(array[${OURS.slice(1, -1)}]) r
           where not exists (select from pg_roles where rolname = r)`,
  },
  {
    name: 'no role of ours is above row-level security',
    sql: `select rolname as object, concat_ws(', ', case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypassrls' end,
                 case when rolcreaterole then 'createrole' end, case when rolcreatedb then 'createdb' end,
                 case when rolreplication then 'replication' end) as says
            from pg_roles where rolname in ${OURS}
             and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
  },
  {
    name: 'bilin_registry cannot log in',
    sql: `select rolname as object, 'may log in' as says from pg_roles where rolname = 'bilin_registry' and rolcanlogin`,
  },
  {
    name: 'a role of the API is a member of no other',
    sql: `select member::regrole::text as object, 'is a member of ' || roleid::regrole as says
            from pg_auth_members where member::regrole::text in ${API_ROLES}`,
  },
  {
    // bilin_registry owns functions, which have a rule of their own.
    name: 'a role of the API owns nothing',
    sql: `select refobjid::regrole::text as object, 'owns ' || pg_describe_object(classid, objid, objsubid) as says
            from pg_shdepend
           where deptype = 'o' and refclassid = 'pg_authid'::regclass and refobjid::regrole::text in ${API_ROLES}
             and dbid in (0, (select oid from pg_database where datname = current_database()))
             and not (refobjid::regrole::text = 'bilin_registry' and classid = 'pg_proc'::regclass)`,
  },
  {
    // A temporary table comes first in the search path, also inside a security definer function.
    name: 'a role of the API makes no objects, not even temporary ones',
    sql: `select rolname as object, 'may create in ' || nspname as says
            from pg_roles, pg_namespace n
           where rolname in ${API_ROLES} and n.oid in ${OUR_SCHEMAS} and has_schema_privilege(pg_roles.oid, n.oid, 'create')
          union all
          select rolname, 'may ' || what || ' in the database' from pg_roles, unnest(array['create', 'temporary']) what
           where rolname in ${API_ROLES} and has_database_privilege(pg_roles.oid, current_database(), what)`,
  },
  {
    name: 'a role of the API stays out of the ledger and the queue',
    sql: `select rolname as object, 'enters ' || nspname as says from pg_roles, pg_namespace n
           where rolname in ${API_ROLES} and has_schema_privilege(pg_roles.oid, n.oid, 'usage')
             and (nspname = 'bilin_migration' or (nspname = 'graphile_worker' and rolname in ('bilin_app', 'bilin_session')))`,
  },
  {
    name: 'every role that logs in for the API has its timeouts',
    sql: `select rolname as object, 'has no ' || wanted as says
            from pg_roles, unnest(array['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) wanted
           where rolname in ('bilin_app', 'bilin_session', 'bilin_worker')
             and not exists (select from unnest(rolconfig) set where set like wanted || '=_%' and set !~ '=0[a-z]*$')`,
  },
]
