/**
 * Keeps one server running on one cluster for one Bilin. The claim is an advisory lock on a connection that stays open: it
 * ends with the process that holds it, however that dies, so neither a stale lock file nor a reused process id can mislead
 * the next one. When that connection ends while we are alive, the server has failed and is started again.
 */
import type { ChildProcess } from 'node:child_process'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { socketUrl } from '../roles.ts'
import { lastWords, start, type Cluster } from './cluster.ts'
import { forgetDeadPostmaster, findPostmaster, runsIn } from './postmaster.ts'

export type Supervised = { adminUrl: string; socketDir: string; stop(): Promise<void> }

/** Milliseconds for which a server that does not start, or a claim that is not released, is retried. */
const PATIENCE = 5_000
const CLAIM_PATIENCE = 1_500
const SHUTDOWN = 30_000
const BILIN = 0x62696c69

class Taken extends Error {}

export async function supervise(
  cluster: Cluster,
  wanted: string,
  password: string,
  log: (line: string) => void,
): Promise<Supervised> {
  const socketDir = await serve(cluster, wanted)
  const adminUrl = socketUrl(socketDir, 'postgres', password, 'postgres')
  let claim: pg.Client | undefined = await claimed()
  let stopped: Promise<void> | undefined
  let recovering: Promise<void> | undefined
  watch()

  return { adminUrl, socketDir, stop: () => (stopped ??= stop()) }

  async function claimed(): Promise<pg.Client> {
    const until = Date.now() + PATIENCE
    for (;;)
      try {
        return await claimCluster(adminUrl, dirname(cluster.dir))
      } catch (error) {
        // 57P03: the server is stopping or starting. 28P01: the password file belongs to another cluster.
        if (error instanceof Taken || (error as { code?: string }).code === '28P01' || Date.now() > until) throw error
        await sleep(50)
        await serve(cluster, socketDir)
      }
  }

  function watch(): void {
    claim?.once('end', () => {
      claim = undefined
      if (!stopped) recovering = recover()
    })
  }

  async function recover(): Promise<void> {
    log('PostgreSQL went away; starting it again.')
    while (!stopped && !claim)
      try {
        await serve(cluster, socketDir)
        claim = await claimed()
        log('PostgreSQL is back.')
        watch()
      } catch (error) {
        log((error as Error).message)
        if (error instanceof Taken) return
        await sleep(2_000)
      }
  }

  async function stop(): Promise<void> {
    await recovering
    const server = findPostmaster(cluster.dir)
    // Without the claim another Bilin uses this server: leave it running.
    if (!claim || !server) return
    process.kill(server.pid, 'SIGINT')
    const until = Date.now() + SHUTDOWN
    // The server deletes its postmaster.pid a moment before it ends.
    while (runsIn(server.pid, cluster.dir)) {
      if (Date.now() > until) process.kill(server.pid, 'SIGQUIT')
      await sleep(20)
    }
    await claim?.end().catch(() => {})
  }
}

/** Returns the folder of the socket once a server, already running or started here, is ready. */
async function serve(cluster: Cluster, socketDir: string): Promise<string> {
  let child: ChildProcess | undefined
  let until = Date.now() + PATIENCE
  for (;;) {
    const found = findPostmaster(cluster.dir)
    if (found?.ready) return found.socketDir
    // A server that is recovering from a crash, or stopping, may take any time.
    if (found) until = Date.now() + PATIENCE
    else if (!child || child.exitCode !== null || child.signalCode !== null) {
      if (Date.now() > until) throw new Error(`PostgreSQL does not start: ${lastWords(cluster)}`)
      if (child) await sleep(250)
      forgetDeadPostmaster(cluster.dir)
      child = await started(start(cluster, socketDir))
    }
    await sleep(15)
  }
}

/** The server's end must not end this process, and the server must not keep this process alive. */
async function started(child: ChildProcess): Promise<ChildProcess> {
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  child.unref()
  return child
}

async function claimCluster(url: string, home: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: `bilin ${process.pid}` })
  client.on('error', () => {})
  await client.connect()
  try {
    const until = Date.now() + CLAIM_PATIENCE
    for (;;) {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [BILIN])
      if (rows[0]?.mine) return client
      if (Date.now() > until) throw new Taken(await whoHolds(client, home))
      await sleep(100)
    }
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

async function whoHolds(client: pg.Client, home: string): Promise<string> {
  const { rows } = await client.query<{ holder: string }>(
    `select application_name as holder from pg_stat_activity
      where pid = (select pid from pg_locks where locktype = 'advisory' and granted and objid = $1 limit 1)`,
    [BILIN],
  )
  const process = rows[0]?.holder.replace('bilin ', 'process ') ?? 'another process'
  return `Another Bilin (${process}) already runs on ${home}: stop it first, or give this one a data directory of its own.`
}
