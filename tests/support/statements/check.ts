/**
 * Checks a statement with PostgreSQL's parser: every table whose rows belong to a tenant must have `tenant_id = $n` in `where` or
 * `on`, names must come from the tenant's own copies, and the time and the context must be parameters, not functions of the
 * database. Row-level security works without; sending a statement to its tenant's shard needs all three.
 */
import { tenantTables } from '@bilin/db/schema.generated'
import { loadModule, parseSync, type ColumnRef, type JoinExpr, type Node, type RangeVar } from 'libpg-query'

await loadModule()

export type Checked = {
  complaints: string[]
  /** The numbers of the parameters that name the tenant; all of them must have the same value. */
  tenantParameters: number[]
}

const ofTenants = new Set(tenantTables)
/** Names beside a tenant's rows come from the tenant's copies of the registry. */
const copies = new Map([
  ['tenant', 'reads tenant, which neighbour is a copy of'],
  ['seat', 'reads seat, which neighbour_seat is a copy of'],
])

export function checkStatement(sql: string): Checked {
  const whole = [...walk(parseSync(withOneRow(sql)))]
  const uses = whole.flatMap(([kind, part]) => usesOf(kind, part))
  const written = whole.flatMap(([kind, part]) => (WRITES.has(kind) ? [part['relation'] as RangeVar] : []))
  const ofTenant = [...uses.map(({ table }) => table), ...written].some(({ relname }) => ofTenants.has(relname!))
  const named = uses.filter(({ table }) => ofTenants.has(table.relname!))
  return {
    complaints: [
      ...named.filter(({ parameters }) => parameters.length === 0).map(({ table }) => `no tenant for ${table.relname}`),
      ...(ofTenant ? uses : []).flatMap(({ table }) => copies.get(table.relname!) ?? []),
      ...(ofTenant ? whole.flatMap(([kind, part]) => askedOf(kind, part)) : []),
      ...(written.length > 0 ? whole.flatMap(([kind, part]) => computedIn(kind, part)) : []),
    ],
    tenantParameters: named.flatMap(({ parameters }) => parameters),
  }
}

const WRITES = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt'])

/** A table in a `from`, `update`, `delete` or `join`, with the parameters that name its tenant. */
type Use = { table: RangeVar; parameters: number[] }

/** The tables that this part of a statement itself uses; those of its subqueries are parts of their own. */
function usesOf(kind: string, part: Part): Use[] {
  const changed = kind === 'UpdateStmt' || kind === 'DeleteStmt' ? [{ RangeVar: part['relation'] } as Node] : []
  const from = [...changed, ...listOf(part['fromClause']), ...listOf(part['usingClause'])]
  const alone = from.length === 1 && 'RangeVar' in from[0]!
  return from.flatMap((node) => tablesIn(node, conjunctsOf(part['whereClause'] as Node), alone))
}

/** The `on` of an outer join does not narrow the side whose rows are preserved. */
function tablesIn(node: Node, conditions: Node[], alone: boolean): Use[] {
  if ('RangeVar' in node) {
    const table = node.RangeVar
    const name = table.alias?.aliasname ?? table.relname
    return [{ table, parameters: conditions.flatMap((condition) => tenantParameterOf(condition, name, alone)) }]
  }
  if (!('JoinExpr' in node)) return []
  const { larg, rarg, quals, jointype } = node.JoinExpr as Required<JoinExpr>
  const both = [...conditions, ...conjunctsOf(quals)]
  const [left, right] = sides[jointype] ?? [false, false]
  return [...tablesIn(larg, left ? both : conditions, false), ...tablesIn(rarg, right ? both : conditions, false)]
}

/** The sides of a join that its `on` narrows. */
const sides: Record<string, [left: boolean, right: boolean]> = {
  JOIN_INNER: [true, true],
  JOIN_LEFT: [false, true],
  JOIN_RIGHT: [true, false],
}

function conjunctsOf(condition: Node | undefined): Node[] {
  if (!condition) return []
  const all = 'BoolExpr' in condition && condition.BoolExpr.boolop === 'AND_EXPR' ? condition.BoolExpr.args! : null
  return all ? all.flatMap(conjunctsOf) : [condition]
}

/** `name.tenant_id = $n`, or without the name where there is but one table. */
function tenantParameterOf(condition: Node, name: string | undefined, alone: boolean): number[] {
  if (!('A_Expr' in condition) || condition.A_Expr.kind !== 'AEXPR_OP') return []
  const { lexpr, rexpr, name: operator } = condition.A_Expr
  if (textsOf(operator).join() !== '=' || !lexpr || !rexpr || !('ColumnRef' in lexpr)) return []
  const value = 'TypeCast' in rexpr ? rexpr.TypeCast.arg! : rexpr
  const column = textsOf((lexpr.ColumnRef as ColumnRef).fields)
  const named = column.join('.') === `${name}.tenant_id` || (alone && column.join('.') === 'tenant_id')
  return named && 'ParamRef' in value ? [value.ParamRef.number!] : []
}

/** Functions for the time and the context, which a statement about a tenant's rows must not call. */
function askedOf(kind: string, part: Part): string[] {
  if (kind === 'SQLValueFunction') return [`asks for ${String(part['op'])}`]
  if (kind !== 'FuncCall') return []
  const name = textsOf(part['funcname'] as Node[])
  return name[0] === 'app' || CLOCKS.has(name.at(-1)!) ? [`asks for ${name.join('.')}()`] : []
}

const CLOCKS = new Set(['now', 'clock_timestamp', 'statement_timestamp', 'transaction_timestamp', 'current_setting'])

function computedIn(kind: string, part: Part): string[] {
  if (kind !== 'CoalesceExpr' && kind !== 'CaseExpr') return []
  const calls = [...walk(part)].some(([inner]) => inner === 'FuncCall')
  return calls ? [`writes what a function in a ${kind} says`] : []
}

type Part = { readonly [name: string]: unknown }

/** Every node of the tree with its kind, which is the key that it is under. */
function* walk(tree: unknown, kind = ''): Generator<[kind: string, part: Part]> {
  if (typeof tree !== 'object' || tree === null) return
  if (!Array.isArray(tree)) yield [kind, tree as Part]
  for (const [name, inner] of Object.entries(tree)) yield* walk(inner, name)
}

const listOf = (nodes: unknown) => (nodes ?? []) as Node[]

const textsOf = (nodes: Node[] | undefined) =>
  listOf(nodes).map((node) => ('String' in node ? (node.String.sval ?? '') : ''))

/** A thousand rows of values are checked as one. */
const withOneRow = (sql: string) => sql.replace(/(\((?:\$\d+(?:, )?)+\))(?:, \((?:\$\d+(?:, )?)+\))+/g, '$1')
