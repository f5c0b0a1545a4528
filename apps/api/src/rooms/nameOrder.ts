/** Lists that people read are in the order of their names: as they are pronounced, and 2栋 before 10栋. Made in migration 0270. */
import { sql, type RawBuilder } from 'kysely'

export const inNameOrder = (column: string | RawBuilder<unknown>) =>
  sql<string>`${typeof column === 'string' ? sql.ref(column) : column} collate app.name_order`
