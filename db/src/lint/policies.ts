/** Policies: each must decide by the row's own columns and the context alone. */
import { copies, intakeTables, publicTables, readsAllOf, registryTables, searchedTables } from './allowed.ts'
import { OUR_SCHEMAS, TABLE_GRANTS, TENANT_TABLES, type Rule } from './rule.ts'

/** The conditions that app.isolate writes; a promise is added to them with AND. */
const HERE = '(tenant_id = app.current_tenant())'
const PUT = '((tenant_id = app.current_tenant()) AND (author_tenant_id = app.acting_tenant()))'
const PUBLISHED = '((tenant_id = app.current_tenant()) OR (tenant_id = app.public()))'
const OURS =
  '((tenant_id = app.current_tenant()) AND ((author_tenant_id = app.acting_tenant()) OR (tenant_id = app.acting_tenant())))'

const OUR_POLICIES = `(
  select p.*, format('%s on %s', polname, polrelid::regclass) as object,
         pg_get_expr(polqual, polrelid) as reads, pg_get_expr(polwithcheck, polrelid) as checks
    from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace in ${OUR_SCHEMAS})`

/** What app.take_in adds, with OR, to the condition of an insert. */
const TAKEN_IN = ' OR ((tenant_id = app.public()) AND (author_tenant_id = app.public())))'

/** The condition that a member's insert must meet, of a table into which the public inserts as well. */
const membersPart = `case when right(checks, length($8)) = $8 then substr(checks, 2, length(checks) - length($8) - 1) end`

/** A function that is PostgreSQL's own leaves no trace in pg_depend; those of ours do. */
const LEANS = `select from pg_depend d where d.classid = 'pg_policy'::regclass and d.objid = p.oid`

/** PostgreSQL prints a list of ANDed conditions in one pair of parentheses, so what opens it is ANDed with all that follows. */
const opensWith = (printed: string, sentence: string) =>
  `(${printed} = ${sentence} or starts_with(${printed}, case when left(${sentence}, 2) = '((' then left(${sentence}, -1) else '(' || ${sentence} end || ' AND '))`

export const policyRules: Rule[] = [
  {
    name: 'a granted command has a permissive policy',
    sql: `select distinct g.oid::regclass::text as object, who || ' may ' || command || ', and no policy lets them' as says
            from ${TABLE_GRANTS} g
           where relkind in ('r', 'p') and command in ('select', 'insert', 'update', 'delete') and grantee <> 0
             and not exists (
               select from pg_policy p where p.polrelid = g.oid and p.polpermissive and g.grantee = any (p.polroles)
                and (p.polcmd = '*' or p.polcmd = (array['r', 'a', 'w', 'd'])[array_position(array['select', 'insert', 'update', 'delete'], command)]::"char"))`,
  },
  {
    name: 'no policy is for PUBLIC',
    sql: `select object, 'is for everybody' as says from ${OUR_POLICIES} p where 0 = any (polroles)`,
  },
  {
    name: 'no policy is always true',
    sql: `select object, coalesce(reads, checks) as says from ${OUR_POLICIES} p
           where polpermissive
             and not (polrelid::regclass::text = any ($1) and (polcmd = 'r' or polrelid::regclass::text = any ($3))
                      and polroles = array[(select oid from pg_roles where rolname = $2)])
             and ((reads ~* '^\\(*true\\)*$' or checks ~* '^\\(*true\\)*$')
                  or not exists (${LEANS} and (d.refobjsubid > 0 or d.refclassid = 'pg_proc'::regclass)))`,
    values: [[...Object.keys(registryTables), ...Object.keys(searchedTables)], readsAllOf, copies],
  },
  {
    name: 'what a tenant’s table permits is what app.isolate gives',
    sql: `select object, concat_ws(' / ', reads, checks) as says from ${OUR_POLICIES} p
           where polpermissive and exists (select from ${TENANT_TABLES} c where c.oid = polrelid)
             and not (polrelid::regclass::text = any ($6) and polcmd = 'r'
                      and polroles = array[(select oid from pg_roles where rolname = $7)])
             and not coalesce(case polcmd
               when 'r' then ${opensWith('reads', '$1')} or (polrelid::regclass::text = any ($4) and reads = $5)
               when 'a' then case when polrelid::regclass::text = any ($9) then ${opensWith(membersPart, '$2')}
                             else ${opensWith('checks', '$2')} end
               when 'w' then ${opensWith('reads', '$3')} and ${opensWith('checks', '$3')}
               when 'd' then ${opensWith('reads', '$3')}
             end, false)`,
    values: [
      ...[HERE, PUT, OURS, Object.keys(publicTables), PUBLISHED, Object.keys(searchedTables), readsAllOf],
      ...[TAKEN_IN, Object.keys(intakeTables)],
    ],
  },
  {
    name: 'what the public may insert is on the list, and is not read back through its door',
    sql: `select object, concat_ws(' / ', reads, checks) as says from ${OUR_POLICIES} p
           where concat_ws(' ', reads, checks) like '%app.public()%'
             and not case polcmd when 'r' then polrelid::regclass::text = any ($1) and not polrelid::regclass::text = any ($2)
                                 when 'a' then polrelid::regclass::text = any ($2) else false end
          union all
          select t, 'takes nothing in' from unnest($2::text[]) t
           where not exists (select from ${OUR_POLICIES} p
                              where polrelid::regclass::text = t and polcmd = 'a' and checks like '%app.public()%')`,
    values: [Object.keys(publicTables), Object.keys(intakeTables)],
  },
  {
    // Citus makes restrictive policies permissive on its shards, silently (docs/decisions/0021).
    name: 'no policy is restrictive',
    sql: `select object, 'is restrictive: give app.isolate a promise instead' as says from ${OUR_POLICIES} p where not polpermissive`,
  },
  {
    name: 'a table has one policy for a command and a role',
    sql: `select p.object, 'permits what ' || other.object || ' permits too' as says
            from ${OUR_POLICIES} p
            join ${OUR_POLICIES} other on other.polrelid = p.polrelid and other.oid <> p.oid
             and (other.polcmd = p.polcmd or '*' in (other.polcmd, p.polcmd))
             and (other.polroles && p.polroles or 0 = any (other.polroles || p.polroles))`,
  },
  {
    // A policy for all commands without a WITH CHECK uses its USING condition for both.
    name: 'a policy for update says what the row may become',
    sql: `select object, 'has no with check' as says from ${OUR_POLICIES} p
           where checks is null and (polcmd = 'w' or (polcmd = '*' and polpermissive))`,
  },
  {
    name: 'a policy reads settings through the context only',
    sql: `select object, concat_ws(' / ', reads, checks) as says from ${OUR_POLICIES} p
           where concat_ws(' ', reads, checks) ~* 'current_setting|current_user|session_user'`,
  },
  {
    // Called once for each row, or parsed once for each row: a list costs what the list is long.
    name: 'a policy compares with one value, not with a list',
    sql: `select distinct object, f.oid::regprocedure || ' returns ' || case when proretset then 'many rows' else 'an array' end as says
            from ${OUR_POLICIES} p
            join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass
            join pg_proc f on f.oid = d.refobjid join pg_type t on t.oid = f.prorettype
           where proretset or t.typcategory = 'A'`,
  },
  {
    name: 'a policy looks nothing up',
    sql: `select object, concat_ws(' / ', reads, checks) as says from ${OUR_POLICIES} p
           where concat_ws(' ', polqual::text, polwithcheck::text) ~ 'SUBLINK'
              or exists (${LEANS} and d.refclassid = 'pg_class'::regclass and d.refobjid <> p.polrelid)`,
  },
]
