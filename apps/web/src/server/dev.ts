/** The development server: Vite loads pages, procedures, domain and messages from source, and reloads them when they change. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readSettings } from '@bilin/api/settings'
import { createServer as createVite, type ViteDevServer } from 'vite'
import { drain, listen } from './listen.ts'
import type { RunningServer } from './main.ts'
import { closeReopened, reopened } from './reopen.ts'

/** Vite loads what was compiled from them, so that is done again when they change. */
type Messages = { folder: string; compile(): Promise<void> }

const PATIENCE = 2_000

/** As the built server's, for an environment that names a DATABASE_URL; the code it loads reads the process's own. */
export async function runFromSource(
  env: Record<string, string | undefined>,
  messages: Messages,
): Promise<RunningServer> {
  Object.assign(process.env, env)
  const root = path.resolve(import.meta.dirname, '../..')
  const server = createServer()
  const vite = await createVite({
    root,
    configFile: path.join(root, 'vite.config.ts'),
    clearScreen: false,
    // As middleware, so that the signals are ours: Vite itself would leave before the database has stopped.
    server: { middlewareMode: true, hmr: { server } },
  })
  server.on('request', vite.middlewares)
  watchMessages(vite.watcher, messages)
  await listen(server, readSettings(env))
  const { address, family, port } = server.address() as AddressInfo
  const host = family === 'IPv6' ? `[${address}]` : address
  return {
    port,
    firstRunCode: await firstRunCode(`http://${host}:${port}`),
    async stop() {
      await vite.close()
      await drain(server, PATIENCE)
      await Promise.race([closeReopened(), sleep(PATIENCE, null, { ref: false })])
    },
  }
}

function watchMessages(watcher: ViteDevServer['watcher'], { folder, compile }: Messages) {
  let compiling: Promise<void> | undefined
  let changed = false
  const compileAll = async () => {
    for (; changed; await compile()) changed = false
    compiling = undefined
  }
  watcher.add(folder).on('all', (_event, file) => {
    if (!file.startsWith(folder)) return
    changed = true
    compiling ??= compileAll()
  })
}

/** The first request loads the code. */
async function firstRunCode(address: string): Promise<string | null> {
  await fetch(`${address}/api/health`)
  const bilin = reopened()
  return !bilin || (await bilin.firstRun.isFounded()) ? null : bilin.firstRun.code
}
