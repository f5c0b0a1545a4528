/**
 * Pages of a list by keyset: the next one begins after the last row of this one, so that rows added meanwhile repeat nothing.
 * The query asks for `size + 1` rows: the row too many says that another page follows, and is not shown.
 */
export type Page<Row> = { rows: Row[]; next: string | null }

export const rowsToRead = (size: number): number => size + 1

/** `cursor` is what the address of the next page says about the last row of this one. */
export function toPage<Row>(read: readonly Row[], size: number, cursor: (last: Row) => string): Page<Row> {
  const rows = read.slice(0, size)
  const last = rows.at(-1)
  return { rows, next: last !== undefined && read.length > size ? cursor(last) : null }
}
