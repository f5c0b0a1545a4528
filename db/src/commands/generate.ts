/** Replays the migrations in a throw-away PostgreSQL and writes what came of them: db/schema.sql and the types. */
import { writeFileSync } from 'node:fs'
import { withClient } from '../client.ts'
import { dumpSchema } from '../dump.ts'
import { startThrowaway } from '../embedded/throwaway.ts'
import { typesOf } from '../generate.ts'
import { migrate } from '../migrate.ts'

const server = await startThrowaway()
try {
  await withClient(server.url('bilin', 'bilin_owner'), 'generate', async (client) => {
    await migrate(client)
    writeFileSync(new URL('../../schema.sql', import.meta.url), await dumpSchema(client))
    writeFileSync(new URL('../schema.generated.ts', import.meta.url), await typesOf(client))
  })
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  await server.stop()
}
