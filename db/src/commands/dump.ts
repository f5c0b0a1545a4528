/** Prints the schema of the database at DATABASE_URL, to be compared with db/schema.sql. */
import pg from 'pg'
import { dumpSchema } from '../dump.ts'

const url = process.env['DATABASE_URL']
if (!url) {
  process.stderr.write('Set DATABASE_URL to the database whose schema you want to read.\n')
  process.exit(1)
}
const client = new pg.Client({ connectionString: url })
await client.connect()
process.stdout.write(await dumpSchema(client))
await client.end()
