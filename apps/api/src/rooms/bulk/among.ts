import { sql } from 'kysely'

/** Whether a column is one of many ids: one parameter, however many there are. `column` is a column's name in camel case. */
export const among = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any (${ids}::uuid[])`
