/** A minimal Bilin: the embedded PostgreSQL and a table. Prints its address, then waits to be stopped or killed. */
import { startEmbedded } from '@bilin/db/embedded/start'

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const { adminUrl, databaseUrl, socketDir, stop } = await startEmbedded({
    dataDir: process.argv[2]!,
    log: (note) => say({ note }),
  })
  process.once('SIGTERM', () => void stop().then(() => process.exit(0)))
  say({ adminUrl, databaseUrl, socketDir })
} catch (error) {
  say({ refused: (error as Error).message })
  process.exit(1)
}
