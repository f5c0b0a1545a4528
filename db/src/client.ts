/** One connection for one errand of an operator's: making roles, migrating, reading the schema. */
import pg from 'pg'

export async function withClient<T>(url: string, errand: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: `bilin ${errand}` })
  // A backend that dies is told by the query it took with it.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    // Of a host with several addresses Node tells each one's failure, and nothing in all.
    const { message, errors = [] } = cause as Error & { errors?: Error[] }
    const why = message || errors.map((error) => error.message).join(', ')
    throw new Error(`The database at ${client.host} cannot be opened: ${why}.`, { cause })
  }
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
