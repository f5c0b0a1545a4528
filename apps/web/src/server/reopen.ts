/**
 * Bilin in development (`npm run dev`): code is loaded again when it has changed. Connections and the printed one-time code
 * are kept; procedures, pages and jobs come from the new code.
 */
import type { Bilin } from '@bilin/api/bilin'
import type { RunningWorker } from '@bilin/api/worker'
import { openFromEnvironment, openWorkerFromEnvironment } from './open.ts'

type Current = { bilin: Bilin; worker: RunningWorker | null }

/** On globalThis, because every module is evaluated again. */
const here = globalThis as { bilinInDevelopment?: Current }

export async function reopen(env: Record<string, string | undefined>): Promise<Bilin> {
  const before = here.bilinInDevelopment
  const bilin = openFromEnvironment(env, before?.bilin.connected)
  here.bilinInDevelopment = { bilin, worker: null }
  // One worker at a time: the next one would only wait for the lock of the one before.
  await before?.worker?.stop()
  here.bilinInDevelopment.worker = openWorkerFromEnvironment(env, bilin)
  return bilin
}

/** The Bilin of the newest code that could be loaded; undefined before the first request. */
export const reopened = (): Bilin | undefined => here.bilinInDevelopment?.bilin

export async function closeReopened(): Promise<void> {
  const current = here.bilinInDevelopment
  await current?.worker?.stop()
  await current?.bilin.close()
}
