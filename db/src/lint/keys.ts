/** Keys: foreign keys and unique constraints must include the tenant. */
import { knownOracles } from './allowed.ts'
import { OUR_TABLES, TENANT_TABLES, type Rule } from './rule.ts'

const columns = (oid: string, numbers: string) =>
  `(select string_agg(attname, ', ' order by n.at) from unnest(${numbers}) with ordinality n (attnum, at)
      join pg_attribute a on a.attrelid = ${oid} and a.attnum = n.attnum)`

/** The attribute number of a table's tenant_id. */
const tenantOf = (oid: string) => `(select attnum from pg_attribute where attrelid = ${oid} and attname = 'tenant_id')`

/** As many of the columns of an index, or of their operator classes or orders, as the index `i` has keys. */
const keys = (index: 'i' | 'o', what: 'indkey' | 'indclass' | 'indoption') =>
  `(${index}.${what}::${what === 'indclass' ? 'oid' : 'smallint'}[])[0:i.indnkeyatts - 1]`

export const keyRules: Rule[] = [
  {
    name: 'tenant_id and author_tenant_id are never null',
    sql: `select c.oid::regclass || '.' || attname as object, 'may be null' as says
            from ${TENANT_TABLES} c join pg_attribute on attrelid = c.oid
           where attname in ('tenant_id', 'author_tenant_id') and not attnotnull`,
  },
  {
    name: 'tenant_id leads the primary key',
    sql: `select c.oid::regclass::text as object, coalesce(${columns('c.oid', 'k.conkey')}, 'has no primary key') as says
            from ${TENANT_TABLES} c left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
           where k.conkey[1] is distinct from ${tenantOf('c.oid')}`,
  },
  {
    name: 'an index begins with tenant_id',
    sql: `select c.oid::regclass::text as object, 'has none' as says from ${TENANT_TABLES} c
           where not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = ${tenantOf('c.oid')} and i.indpred is null)`,
  },
  {
    // PostgreSQL checks a reference past every policy: without the tenant in it, it would find another's row.
    name: 'a reference between tenants’ tables carries the tenant first',
    sql: `select k.conrelid::regclass || '.' || conname as object, pg_get_constraintdef(k.oid) as says
            from pg_constraint k
            join ${TENANT_TABLES} c on c.oid = k.conrelid
            join ${TENANT_TABLES} t on t.oid = k.confrelid
           where k.contype = 'f'
             and (k.conkey[1] is distinct from ${tenantOf('c.oid')} or k.confkey[1] is distinct from ${tenantOf('t.oid')})`,
  },
  {
    name: 'no reference writes to what points at it',
    sql: `select conrelid::regclass || '.' || conname as object, pg_get_constraintdef(oid) as says from pg_constraint
           where contype = 'f' and conrelid in (select oid from ${OUR_TABLES} c) and (confupdtype not in ('a', 'r') or confdeltype in ('n', 'd'))`,
  },
  {
    name: 'what must be one of a kind is so within its tenant',
    sql: `select i.indexrelid::regclass::text as object, pg_get_indexdef(i.indexrelid) as says from pg_index i
            join ${TENANT_TABLES} c on c.oid = i.indrelid
           where (i.indisunique or i.indisexclusion) and i.indkey[0] is distinct from ${tenantOf('c.oid')}`,
  },
  {
    name: 'a uniqueness across all tenants is known and harmless',
    sql: `select i.indexrelid::regclass::text as object, pg_get_indexdef(i.indexrelid) as says from pg_index i
            join ${OUR_TABLES} c on c.oid = i.indrelid
           where i.indisunique and not i.indisprimary and c.oid not in (select oid from ${TENANT_TABLES} t)
             and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any (i.indkey) and a.attname in ('tenant_id', 'person_id'))
             and not (i.indexrelid::regclass::text = any ($1))`,
    values: [Object.keys(knownOracles)],
  },
  {
    name: 'every reference has its index',
    sql: `select k.conrelid::regclass || '.' || conname as object, pg_get_constraintdef(k.oid) as says
            from pg_constraint k
           where k.contype = 'f' and k.conrelid in (select oid from ${OUR_TABLES} c)
             and not exists (
               select from pg_index i
                where i.indrelid = k.conrelid and i.indpred is null
                  and (select array_agg(n order by n) from unnest(k.conkey) n)
                    = (select array_agg(n order by n) from unnest((i.indkey::smallint[])[0:cardinality(k.conkey) - 1]) n))`,
  },
  {
    // Whoever searches by the shorter one uses the longer one; each is written on every insert.
    name: 'no index is the beginning of another',
    sql: `select i.indexrelid::regclass::text as object, 'begins ' || pg_get_indexdef(o.indexrelid) as says
            from pg_index i
            join ${OUR_TABLES} c on c.oid = i.indrelid
            join pg_index o on o.indrelid = i.indrelid and o.indexrelid <> i.indexrelid and o.indnkeyatts >= i.indnkeyatts
           where (select relam from pg_class where oid = i.indexrelid) = (select relam from pg_class where oid = o.indexrelid)
             and ${keys('i', 'indkey')} = ${keys('o', 'indkey')} and ${keys('i', 'indclass')} = ${keys('o', 'indclass')}
             and ${keys('i', 'indoption')} = ${keys('o', 'indoption')}
             and i.indexprs is null and coalesce(pg_get_expr(i.indpred, i.indrelid), '') = coalesce(pg_get_expr(o.indpred, o.indrelid), '')
             and (not i.indisunique or (o.indisunique and o.indnkeyatts = i.indnkeyatts and i.indexrelid > o.indexrelid))
             and not (o.indnkeyatts = i.indnkeyatts and not o.indisunique and i.indexrelid < o.indexrelid)`,
  },
  {
    name: 'a unique key that contains another is there for a reference',
    sql: `select i.indexrelid::regclass::text as object, 'contains ' || pg_get_indexdef(o.indexrelid) as says
            from pg_index i
            join ${OUR_TABLES} c on c.oid = i.indrelid
            join pg_index o on o.indrelid = i.indrelid and o.indisunique and o.indnkeyatts < i.indnkeyatts
           where i.indisunique and i.indpred is null and o.indpred is null and i.indexprs is null and o.indexprs is null
             and (o.indkey::smallint[])[0:o.indnkeyatts - 1] <@ (i.indkey::smallint[])[0:i.indnkeyatts - 1]
             and not exists (select from pg_constraint k where k.contype = 'f' and k.conindid = i.indexrelid)`,
  },
]
