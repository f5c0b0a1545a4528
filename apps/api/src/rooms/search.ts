/** The search box of a list: finds a name however it is spelled. Width, case, spaces, dots, hyphens and brackets make no difference. */
import { sql, type RawBuilder } from 'kysely'

/** True of rows that have the words in one of the columns. */
export const containsText = (words: string, ...columns: string[]) =>
  sql<boolean>`position(${fold(sql`${words}::text`)} in ${fold(sql`concat_ws('|', ${sql.join(columns.map((column) => sql.ref(column)))})`)}) > 0`

/** What stands between the letters of a name. Full-width brackets and hyphens have become half-width before. */
const BETWEEN = ' ·•・‧()[]-–—'

const fold = (text: RawBuilder<unknown>) => sql`translate(lower(normalize(${text}, nfkc)), ${sql.lit(BETWEEN)}, '')`
