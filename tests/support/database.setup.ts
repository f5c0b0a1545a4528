/** One throw-away PostgreSQL for the whole run, whichever projects ask; a test makes its own database on it. */
import { startThrowaway, type Throwaway } from '@bilin/db/embedded/throwaway'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: { adminUrl: string; ownerUrl: string }
  }
}

// Each project loads this file afresh, so what they share hangs on the process.
const shared = globalThis as { bilinCluster?: { throwaway: Promise<Throwaway>; users: number } }

export default async function setup(project: TestProject) {
  const cluster = (shared.bilinCluster ??= { throwaway: startThrowaway(), users: 0 })
  cluster.users += 1
  const { adminUrl, url, stop } = await cluster.throwaway
  project.provide('cluster', { adminUrl, ownerUrl: url('postgres', 'bilin_owner') })
  return async () => {
    cluster.users -= 1
    if (cluster.users === 0) await stop()
  }
}
