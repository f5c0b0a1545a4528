/** Milliseconds to wait for the lock: a page that was just left releases it a moment after the next one asks. */
const PATIENCE = 3000

/** Locks a visit for this page. Returns the function that releases it, or null if another page has the lock. */
import { getLock } from '#lib/offline/outbox.ts'

export function hold(visitId: string): Promise<(() => void) | null> {
  if (!navigator.locks) return Promise.resolve(() => {})
  return new Promise((held) => {
    navigator.locks
      .request(getLock(visitId), { signal: AbortSignal.timeout(PATIENCE) }, () => {
        return new Promise<void>((release) => held(release))
      })
      .catch(() => held(null))
  })
}
