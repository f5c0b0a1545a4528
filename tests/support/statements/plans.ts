/** How PostgreSQL finds the rows of the registry for a statement: by a key, or by reading all of them. */
import type pg from 'pg'

const tables = new Set(['tenant', 'membership', 'person', 'seat', 'invitation', 'neighbour', 'neighbour_seat'])

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Cond'?: string
  Plans?: Node[]
}

/**
 * The tables of the registry that the statement reads without a key. Reading a whole table is priced so high that the planner
 * does it only where no index serves: the answer is the same however few rows there are. `beyond` is a superuser's.
 */
export async function listScanned(beyond: pg.ClientBase, statement: string): Promise<string[]> {
  return (
    (await explainAs(beyond, 'bilin_app', statement)) ?? (await explainAs(beyond, 'bilin_session', statement)) ?? []
  )
}

/** Null if the role may not do it. */
async function explainAs(beyond: pg.ClientBase, role: string, statement: string): Promise<string[] | null> {
  await beyond.query(`begin; set local enable_seqscan = off; set local role ${role}`)
  try {
    const { rows } = await beyond.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `explain (generic_plan, format json) ${statement}`,
    )
    return scannedIn(rows[0]!['QUERY PLAN'][0].Plan)
  } catch (error) {
    if ((error as pg.DatabaseError).code === '42501') return null
    throw error
  } finally {
    await beyond.query('rollback')
  }
}

function scannedIn(node: Node): string[] {
  const below = (node.Plans ?? []).flatMap(scannedIn)
  const table = node['Relation Name']
  const byKey = 'Index Cond' in node || node['Node Type'] === 'Bitmap Heap Scan'
  const isRead = node['Node Type'].endsWith('Scan')
  return table && isRead && !byKey && tables.has(table) ? [table, ...below] : below
}
