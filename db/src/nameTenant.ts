/**
 * Names the tenant in every statement of a tenant's transaction: each table whose rows live in a tenant gets
 * `tenant_id = $n`, in `where` or, when joined, in `on`; in subqueries too.
 *
 *   selectFrom('visit').innerJoin('round', 'round.id', 'visit.roundId')
 *   → from visit inner join round on round.id = visit.round_id and round.tenant_id = $1 where visit.tenant_id = $2
 *
 * Row-level security works without it. With it each statement is also correct by itself, its plan starts from a known value, and on
 * Citus it goes to one shard. An insert names its tenant by the column's default, which nobody may overwrite. Text in sql`…` is
 * not changed here and must name the tenant itself; tests/support/statements/check.ts refuses statements that do not.
 */
import {
  AliasNode,
  AndNode,
  BinaryOperationNode,
  ColumnNode,
  IdentifierNode,
  OnNode,
  OperationNodeTransformer,
  OperatorNode,
  ReferenceNode,
  TableNode,
  ValueNode,
  WhereNode,
  type DeleteQueryNode,
  type JoinNode,
  type KyselyPlugin,
  type OperationNode,
  type QueryId,
  type SelectQueryNode,
  type UpdateQueryNode,
} from 'kysely'
import { tenantTables } from './schema.generated.ts'

export function nameTenant(tenantId: string): KyselyPlugin {
  const transformer = new TenantNamer(tenantId)
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  }
}

const ofTenants = new Set(tenantTables)

class TenantNamer extends OperationNodeTransformer {
  readonly #tenantId: string

  constructor(tenantId: string) {
    super()
    this.#tenantId = tenantId
  }

  /** Most of a query is references, and there is no query in one. */
  protected override transformReference(node: ReferenceNode): ReferenceNode {
    return node
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    return this.#narrow(super.transformSelectQuery(node, queryId), node.from?.froms)
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    return this.#narrow(super.transformUpdateQuery(node, queryId), [node.table!, ...(node.from?.froms ?? [])])
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId?: QueryId): DeleteQueryNode {
    return this.#narrow(super.transformDeleteQuery(node, queryId), [...node.from.froms, ...(node.using?.tables ?? [])])
  }

  protected override transformJoin(node: JoinNode, queryId?: QueryId): JoinNode {
    const join = super.transformJoin(node, queryId)
    const on = this.#named([node.table], join.on?.on)
    // In an outer join a condition in `on` does not remove rows of the preserved side.
    if (on !== join.on?.on && join.joinType !== 'InnerJoin' && join.joinType !== 'LeftJoin')
      throw new Error(`a ${join.joinType} cannot name its tenant: write it as an inner or a left join`)
    return on ? { ...join, on: OnNode.create(on) } : join
  }

  #narrow<Query extends { readonly where?: WhereNode }>(query: Query, tables: readonly OperationNode[] = []): Query {
    const where = this.#named(tables, query.where?.where)
    return where ? { ...query, where: WhereNode.create(where) } : query
  }

  /** Adds, before the condition, the tenant of each table that has one and is not named yet. */
  #named(tables: readonly OperationNode[], condition: OperationNode | undefined): OperationNode | undefined {
    const missing = tables
      .flatMap((node) => getTenantColumn(node) ?? [])
      .filter((column) => !isNamed(column, condition))
    const conditions = missing.map((column) =>
      BinaryOperationNode.create(column, OperatorNode.create('='), ValueNode.create(this.#tenantId)),
    )
    const all: OperationNode[] = condition ? [...conditions, condition] : conditions
    return all.length > 0 ? all.reduce((left, right) => AndNode.create(left, right)) : undefined
  }
}

function getTenantColumn(node: OperationNode): ReferenceNode | null {
  const table = AliasNode.is(node) ? node.node : node
  if (!TableNode.is(table) || !ofTenants.has(table.table.identifier.name)) return null
  const { name } = AliasNode.is(node) && IdentifierNode.is(node.alias) ? node.alias : table.table.identifier
  return ReferenceNode.create(ColumnNode.create('tenant_id'), TableNode.create(name))
}

/** Subqueries built on `db` have been transformed already, before they become part of another query. */
function isNamed(column: ReferenceNode, condition: OperationNode | undefined): boolean {
  if (!condition) return false
  if (AndNode.is(condition)) return isNamed(column, condition.left) || isNamed(column, condition.right)
  return (
    BinaryOperationNode.is(condition) && ValueNode.is(condition.rightOperand) && isSame(condition.leftOperand, column)
  )
}

const isSame = (node: OperationNode, { column, table }: ReferenceNode) =>
  ReferenceNode.is(node) &&
  ColumnNode.is(node.column) &&
  node.column.column.name === (column as ColumnNode).column.name &&
  node.table?.table.identifier.name === table?.table.identifier.name
