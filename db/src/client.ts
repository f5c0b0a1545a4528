/** One connection for one administrative task: making roles, migrating, reading the schema. */
import pg from 'pg'

export async function withClient<T>(url: string, errand: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: `bilin ${errand}` })
  // If the backend dies, the running query reports it.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    // For a host with several addresses Node throws one AggregateError without a message of its own.
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
