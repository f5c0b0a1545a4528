/** Prints the schema of the database at DATABASE_URL, to be compared with db/schema.sql. */
import { withClient } from '../client.ts'
import { dumpSchema } from '../dump.ts'

const url = process.env['DATABASE_URL']

try {
  if (!url) throw new Error('Set DATABASE_URL to the database whose schema you want to read.')
  process.stdout.write(await withClient(url, 'dump', dumpSchema))
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
