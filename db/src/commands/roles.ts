/** npm run db:roles -- <administrator's address> [database]: makes the roles and the database on a server of one's own. */
import { randomBytes } from 'node:crypto'
import { makeRoles } from '../roles.ts'

const [adminUrl, database = 'bilin'] = process.argv.slice(2)

try {
  if (!adminUrl)
    throw new Error(
      'Give the address of the server’s administrator: npm run db:roles -- postgresql://postgres:password@host:5432/postgres [database]',
    )
  const databaseUrl = await makeRoles(adminUrl, { database, password: randomBytes(24).toString('base64url') })
  process.stdout.write(
    `Set this where Bilin starts. An address printed before no longer works.\n\nDATABASE_URL=${databaseUrl}\n`,
  )
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
