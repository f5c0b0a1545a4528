/**
 * Keyset paging: the next page begins after the last row of this one, so that no row is repeated when others are added.
 * The query reads `size + 1` rows; the extra row only says that another page follows.
 */
import { sql, type Expression, type RawBuilder } from 'kysely'

export type Page<Row> = { rows: Row[]; next: string | null }

export const rowsToRead = (size: number): number => size + 1

/** The rows after the one with this id, of a list sorted in memory; all rows if no row has this id. */
export const rowsAfter = <Row>(sorted: readonly Row[], after: string, getId: (row: Row) => string): readonly Row[] =>
  sorted.slice(sorted.findIndex((row) => getId(row) === after) + 1)

/** `cursor` makes the parameter of the next page's address from this page's last row. */
export function toPage<Row>(read: readonly Row[], size: number, cursor: (last: Row) => string): Page<Row> {
  const rows = read.slice(0, size)
  const last = rows.at(-1)
  return { rows, next: last !== undefined && read.length > size ? cursor(last) : null }
}

/** All pages, one after another. */
export async function* readPages<Row>(read: (after: string | undefined) => Promise<Page<Row>>): AsyncGenerator<Row[]> {
  let after: string | undefined
  do {
    const { rows, next } = await read(after)
    yield rows
    after = next ?? undefined
  } while (after !== undefined)
}

type Keys = readonly RawBuilder<unknown>[]

/**
 * Of a list sorted by `keys`, the last of which is an id: the rows after one row. `last` is a query of that row with `asColumns(keys)`;
 * if there is no such row, nothing follows.
 */
export const isAfter = (keys: Keys, last: Expression<object>) => sql<boolean>`(${sql.join(keys)}) > ${last}`

export const asColumns = (keys: Keys) => keys.map((key, at) => key.as(`key${at}`))
