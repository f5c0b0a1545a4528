/** The promises that narrow a table's policies: app.isolate folds them in and names them in the policy's comment. */
import type pg from 'pg'

export type Promised = { table: string; policy: string; command: 'r' | 'a' | 'w' | 'd'; promise: string }
type Folded = { policy: string; command: Promised['command']; comment: string }
type Line = { promise: string; before: boolean; condition: string }

const HERE = 'tenant_id = app.current_tenant()'
const OURS = `${HERE} and (author_tenant_id = app.acting_tenant() or tenant_id = app.acting_tenant())`
const sentences = { r: HERE, a: `${HERE} and author_tenant_id = app.acting_tenant()`, w: OURS, d: OURS }

/** Every promise of every table, once for each command that it narrows. */
export async function listPromises(client: pg.ClientBase): Promise<Promised[]> {
  const { rows } = await client.query<Folded & { table: string }>(
    `select polrelid::regclass::text as table, polname as policy, polcmd as command, obj_description(oid, 'pg_policy') as comment
       from pg_policy where obj_description(oid, 'pg_policy') <> '' order by 1, 2`,
  )
  return rows.flatMap(({ table, policy, command, comment }) =>
    linesOf(comment).map(({ promise }) => ({ table, policy, command, promise })),
  )
}

/** Leaves the table as if app.isolate had not been given this promise, for one command or for all. */
export async function dropPromise(
  client: pg.ClientBase | pg.Pool,
  table: string,
  promise: string,
  only?: Promised['command'],
): Promise<void> {
  const { rows } = await client.query<Folded>(
    `select polname as policy, polcmd as command, obj_description(oid, 'pg_policy') as comment
       from pg_policy where polrelid = $1::regclass`,
    [table],
  )
  const narrowed = rows.filter(
    ({ command, comment }) =>
      (only ?? command) === command && linesOf(comment).some((line) => line.promise === promise),
  )
  if (narrowed.length === 0) throw new Error(`no policy of ${table} keeps the promise ${promise}`)
  for (const { policy, command, comment } of narrowed) {
    const rest = linesOf(comment).filter((line) => line.promise !== promise)
    const using = fold(command, rest)
    const check = fold(
      command,
      rest.filter(({ before }) => !before),
    )
    await client.query(
      `alter policy ${policy} on ${table}${command === 'a' ? '' : ` using (${using})`}${'aw'.includes(command) ? ` with check (${check})` : ''}`,
    )
  }
}

const fold = (command: Promised['command'], lines: Line[]) =>
  [sentences[command], ...lines.map(({ condition }) => `(${condition})`)].join(' and ')

function linesOf(comment: string | null): Line[] {
  return (comment ?? '').split('\n').flatMap((line) => {
    const [, promise, before, condition] = /^(\w+)( \(row before\))?: (.+)$/.exec(line) ?? []
    return promise ? [{ promise, before: before !== undefined, condition: condition! }] : []
  })
}
