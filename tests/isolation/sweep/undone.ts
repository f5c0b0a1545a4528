/** A pool whose transactions are rolled back while they report a commit, so that calls do not change the database. */
import type { Pool } from '@bilin/db/connect'

export function undone(pool: Pool): Pool {
  const connect = async () => {
    const client = await pool.connect()
    return new Proxy(client, {
      get(target, name) {
        if (name === 'query')
          return (text: unknown, values?: unknown[]) =>
            text === 'commit' ? forget(target) : target.query(text as string, values)
        const member: unknown = Reflect.get(target, name, target)
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
  }
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connect
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

async function forget(client: { query(text: string): Promise<unknown> }) {
  await client.query('rollback')
  return { command: 'COMMIT', rows: [], rowCount: null }
}
