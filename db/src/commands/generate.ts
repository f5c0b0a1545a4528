/** Replays the migrations in a throw-away PostgreSQL and writes what came of them: db/schema.sql and the types. */
import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { dumpSchema } from '../dump.ts'
import { startThrowaway } from '../embedded/throwaway.ts'
import { typesOf } from '../generate.ts'
import { migrate } from '../migrate.ts'

const server = await startThrowaway()
const client = new pg.Client({ connectionString: server.url('bilin', 'bilin_owner') })
try {
  await client.connect()
  await migrate(client)
  writeFileSync(new URL('../../schema.sql', import.meta.url), await dumpSchema(client))
  writeFileSync(new URL('../schema.generated.ts', import.meta.url), await typesOf(client))
} finally {
  await client.end()
  await server.stop()
}
