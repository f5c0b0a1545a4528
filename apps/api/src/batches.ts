/** Rows per insert statement: PostgreSQL takes 65,535 parameters at most. */
const BATCH_SIZE = 2000

export function* inBatches<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += BATCH_SIZE) yield rows.slice(at, at + BATCH_SIZE)
}
