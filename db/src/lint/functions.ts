/** Functions: those that read the context for the policies, and the few that do not run with their caller's rights. */
import type pg from 'pg'
import { definers, ownersDefiners } from './allowed.ts'
import { notOfAnExtension, OUR_SCHEMAS, type Offender, type Rule } from './rule.ts'

const OUR_FUNCTIONS = `(
  select p.*, p.oid::regprocedure::text as object from pg_proc p
   where p.pronamespace in ${OUR_SCHEMAS} and ${notOfAnExtension('p.oid', 'pg_proc')})`

const CONTEXT = `(
  select distinct f.* from pg_depend d join pg_policy y on y.oid = d.objid join pg_proc f on f.oid = d.refobjid
   where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_proc'::regclass)`

export const functionRules: Rule[] = [
  {
    name: 'the context is STABLE and written to be inlined',
    sql: `select f.oid::regprocedure::text as object,
                 concat_ws(', ', case when l.lanname <> 'sql' then 'in ' || l.lanname end, case when provolatile <> 's' then 'not stable' end,
                           case when prosecdef then 'security definer' end, case when proconfig is not null then 'has a set clause' end,
                           case when pronargs > 0 then 'takes arguments' end) as says
            from ${CONTEXT} f join pg_language l on l.oid = f.prolang
           where l.lanname <> 'sql' or provolatile <> 's' or prosecdef or proconfig is not null or pronargs > 0`,
  },
  {
    name: 'the planner inlines the context',
    sql: `select f.oid::regprocedure::text as object from ${CONTEXT} f where pronargs = 0 order by 1`,
    judge: notInlined,
  },
  {
    name: 'a security definer function has a fixed path, temporary tables last',
    sql: `select object, coalesce(array_to_string(proconfig, '; '), 'has no set clause') as says from ${OUR_FUNCTIONS} f
           where prosecdef
             and not exists (select from unnest(proconfig) set where set ~ '^search_path=pg_catalog, (public, )?pg_temp$')`,
  },
  {
    name: 'a security definer function belongs to bilin_registry',
    sql: `select object, 'belongs to ' || proowner::regrole as says from ${OUR_FUNCTIONS} f
           where prosecdef and proowner::regrole::text <> case when object = any ($1) then 'bilin_owner' else 'bilin_registry' end`,
    values: [Object.keys(ownersDefiners)],
  },
  {
    name: 'a security definer function is on the list, with a reason',
    sql: `select object, 'nobody has said why' as says from ${OUR_FUNCTIONS} f where prosecdef and not (object = any ($1))`,
    values: [Object.keys(definers)],
  },
  {
    name: 'PUBLIC executes nothing',
    sql: `select object, 'is everybody’s' as says from ${OUR_FUNCTIONS} f
           where exists (select from aclexplode(coalesce(proacl, acldefault('f', proowner))) x where x.grantee = 0)`,
  },
  {
    name: 'nothing of ours is LEAKPROOF',
    sql: `select object, 'is leakproof' as says from ${OUR_FUNCTIONS} f where proleakproof`,
  },
]

/** An inlined function is not in the plan by its name. */
async function notInlined(client: pg.ClientBase, offenders: Offender[]): Promise<Offender[]> {
  const found: Offender[] = []
  for (const { object } of offenders) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (verbose, costs off) select ${object}`)
    const plan = rows.map((line) => line['QUERY PLAN'].trim()).join(' ')
    if (plan.includes(object.replace(/\(\)$/, '('))) found.push({ object, says: plan })
  }
  return found
}
