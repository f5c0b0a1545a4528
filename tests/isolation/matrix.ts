/**
 * Every actor tries every command on every table, and the effect is compared with the expectation. Reads are compared row by row.
 * Updates and deletes have no WHERE, because with one the policy for reading would hide a broken policy for writing; their
 * effect is read past all policies, by comparing the rows before and after.
 */
import type pg from 'pg'
import type { Actor } from './actors.ts'
import type { Expected, Row } from './claims.ts'
import { makeTries, probeOf, listOwnerChanges, tryInserts, type Probe } from './attempts.ts'

export type Cell = { asker: string; table: string; act: string }
export type Breach = Cell & { says: string }
export type Outcome = { cells: number; breaches: Breach[] }

type Seen = { at: string; row: Row }
type Table = { name: string; rows: Seen[]; expected: Expected }
type Attempt = { code: string; came: Set<string>; gone: Set<string> }
type Acts = Record<string, { sql: string; values?: unknown[]; may: (seen: Seen) => boolean }>

/** Refused to this role, or to everybody because PostgreSQL itself computes the column. */
const denials = new Set(['42501', '428C9'])
const nobody = () => false

/** Runs in the transaction of `beyond`; every attempt is rolled back. */
export async function runMatrix(
  beyond: pg.ClientBase,
  askers: Actor[],
  expectationsFor: (asker: Actor) => Record<string, Expected>,
  tables: string[],
  only: readonly string[] | null = null,
): Promise<Outcome> {
  await beyond.query('set local session_replication_role = replica')
  await makeTries(beyond)
  const outcome: Outcome = { cells: 0, breaches: [] }
  const probes = new Map<string, Probe>()
  for (const name of tables) {
    const rows = await rowsOf(beyond, name)
    for (const asker of askers) {
      const key = `${asker.role} ${name}`
      const probe = probes.get(key) ?? (await probeOf(beyond, asker.role, name))
      probes.set(key, probe)
      const table = { name, rows, expected: expectationsFor(asker)[name] ?? {} }
      await asAsker(beyond, asker, () => tryTable(beyond, asker, table, probe, outcome, only))
    }
  }
  return outcome
}

export async function rowsOf(beyond: pg.ClientBase, table: string): Promise<Seen[]> {
  const { rows } = await beyond.query<Seen>(`select ctid::text as at, to_jsonb(t) as row from "${table}" t`)
  return rows
}

/** Sets the actor's context for the transaction, and resets it. */
async function asAsker(beyond: pg.ClientBase, { role, enter }: Actor, work: () => Promise<void>): Promise<void> {
  await beyond.query('savepoint asker')
  await beyond.query(`set local session authorization ${role}`)
  if (enter) await beyond.query(enter)
  await beyond.query('reset session authorization')
  await work()
  await beyond.query('rollback to savepoint asker')
}

async function tryTable(
  beyond: pg.ClientBase,
  asker: Actor,
  table: Table,
  probe: Probe,
  outcome: Outcome,
  only: readonly string[] | null,
): Promise<void> {
  const { name, rows, expected } = table
  const tries = (act: string) => only === null || only.includes(act)
  const {
    select: maySelect = nobody,
    insert: mayInsert = nobody,
    update: mayUpdate = nobody,
    delete: mayDelete = nobody,
  } = expected
  const cell = (act: string, says: string[]) => {
    outcome.cells += 1
    outcome.breaches.push(...says.map((breach) => ({ asker: asker.name, table: name, act, says: breach })))
  }

  if (tries('select')) {
    const { came, code } = await attempt(beyond, asker.role, `select ctid::text as at from "${name}"`, table)
    cell('select', [...unclear(code), ...differences(rows, came, ({ row }) => maySelect(row, asker))])
  }
  if (tries('insert')) {
    const inserted = await tryInserts(beyond, asker.role, name, rows)
    cell(
      'insert',
      inserted
        .filter(({ row, done }) => done !== mayInsert(row, asker))
        .map(({ row, done }) => `${done ? 'inserted' : 'could not insert'} ${brief(row)}`),
    )
  }

  const { column, value, columns } = probe
  const acts: Acts = {
    'update, blind': {
      sql: `update "${name}" set "${column}" = ${value}`,
      may: ({ row }) => mayUpdate(row, asker),
    },
    'update, looking': {
      sql: `update "${name}" set "${column}" = ${value} where ctid is not null`,
      may: ({ row }) => mayUpdate(row, asker) && maySelect(row, asker),
    },
    'delete, blind': { sql: `delete from "${name}"`, may: ({ row }) => mayDelete(row, asker) },
    'delete, looking': {
      sql: `delete from "${name}" where ctid is not null`,
      may: ({ row }) => mayDelete(row, asker) && maySelect(row, asker),
    },
  }
  for (const [act, { sql, may }] of Object.entries(acts).filter(([act]) => tries(act))) {
    const { code, gone } = await attempt(beyond, asker.role, sql, table)
    cell(act, [...differences(rows, gone, may), ...unclear(code)])
  }
  for (const column of columns.filter(({ name }) => tries(`set ${name}`))) {
    for (const sql of listOwnerChanges(name, column, asker)) {
      const { code, gone } = await attempt(beyond, asker.role, sql, table)
      cell(`set ${column.name}`, [...differences(rows, gone, nobody), ...unclear(code)])
    }
  }
}

/** Runs a command as the actor: its result, and the rows that it changed. Rolled back at once. */
async function attempt(beyond: pg.ClientBase, role: string, sql: string, { name, rows }: Table): Promise<Attempt> {
  try {
    const answers = (await beyond.query(
      `savepoint act; set local session authorization ${role}; ${sql}; reset session authorization;
       select ctid::text as at from "${name}"; rollback to savepoint act`,
    )) as unknown as pg.QueryResult<{ at: string }>[]
    const [came, left] = [answers[2]!, answers[4]!].map((answer) => new Set(answer.rows.map(({ at }) => at)))
    return { code: '', came: came!, gone: new Set(rows.map(({ at }) => at).filter((at) => !left!.has(at))) }
  } catch (error) {
    await beyond.query('rollback to savepoint act')
    return { code: (error as pg.DatabaseError).code ?? String(error), came: new Set(), gone: new Set() }
  }
}

function differences(rows: Seen[], reached: Set<string>, may: (seen: Seen) => boolean): string[] {
  return rows
    .filter((seen) => reached.has(seen.at) !== may(seen))
    .map((seen) => `${reached.has(seen.at) ? 'reached' : 'could not reach'} ${brief(seen.row)}`)
}

/** An error other than the refusal may come after the policy has allowed the rows. */
const unclear = (code: string) => (code === '' || denials.has(code) ? [] : [`ended in ${code}, which is no denial`])

const brief = (row: Row) =>
  ['id', 'tenant_id', 'author_tenant_id', 'person_id']
    .filter((name) => typeof row[name] === 'string')
    .map((name) => `${name} ${String(row[name]).slice(0, 8)}`)
    .join(', ')
