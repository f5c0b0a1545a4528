/**
 * PostGraphile on Bilin's tables, as bilin_app and under the same policies: `node server.mjs <database url> <port>`. Its transactions
 * begin as ours do, with app.enter for the session and the tenant of the request, in the place of the settings that it sets itself.
 */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { postgraphile } from 'postgraphile'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'

const [connectionString, port] = process.argv.slice(2)

const SETTINGS = 'select set_config(el->>0, el->>1, true) from json_array_elements($1::json) el'

class EnteringClient extends pg.Client {
  query(config, ...rest) {
    if (config?.text !== SETTINGS) return super.query(config, ...rest)
    const { session, tenant } = Object.fromEntries(JSON.parse(config.values[0]))
    return super.query({ text: 'select * from app.enter($1, $2)', values: [session, tenant] }, ...rest)
  }
}

pg.types.setTypeParser(pg.types.builtins.INT8, Number)
const pool = new pg.Pool({ connectionString, max: 10, Client: EnteringClient })
pool.on('error', () => {})

const preset = {
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ pool, schemas: ['public'] })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: {
    context: ({ node }) => ({
      pgSettings: {
        session: hash(/bilin_session=([^;]+)/.exec(node?.req?.headers.cookie ?? '')?.[1] ?? ''),
        tenant: node?.req?.headers['bilin-tenant'] ?? '',
      },
    }),
  },
}

const hash = (secret) => createHash('sha256').update(secret).digest('hex')

const server = createServer()
await postgraphile(preset).createServ(grafserv).addTo(server)
server.listen(Number(port), '127.0.0.1', () => console.log('listening'))
