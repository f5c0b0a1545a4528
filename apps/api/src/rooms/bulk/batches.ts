/** Rows per insert statement with a parameter a value: PostgreSQL takes 65,535 parameters at most. */
const BATCH_SIZE = 2000

export function* inBatches<Row>(rows: readonly Row[], size = BATCH_SIZE): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size)
}
