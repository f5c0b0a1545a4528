/**
 * Replays the migrations in a temporary PostgreSQL and writes db/schema.sql and the types. New migrations are added to the list
 * of hashes; existing lines are never changed.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { withClient } from '../client.ts'
import { dumpSchema } from '../dump.ts'
import { startThrowaway } from '../embedded/throwaway.ts'
import { toTypes } from '../generate.ts'
import { migrate, readMigrations } from '../migrate.ts'

const server = await startThrowaway()
try {
  await withClient(server.url('bilin', 'bilin_owner'), 'generate', async (client) => {
    await migrate(client)
    writeFileSync(new URL('../../schema.sql', import.meta.url), await dumpSchema(client))
    writeFileSync(new URL('../schema.generated.ts', import.meta.url), await toTypes(client))
    addNewHashes()
  })
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  await server.stop()
}

function addNewHashes() {
  const list = new URL('../../migrations/hashes.txt', import.meta.url)
  const known = readFileSync(list, 'utf8')
  const missing = readMigrations().filter(({ name }) => !known.includes(` ${name}\n`))
  appendFileSync(list, missing.map(({ checksum, name }) => `${checksum} ${name}\n`).join(''))
}
