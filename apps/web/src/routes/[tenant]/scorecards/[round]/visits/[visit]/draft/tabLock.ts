/** Milliseconds: a page that was just left or reloaded lets go a moment after the next one asks. */
const PATIENCE = 3000

/** One page at a time writes a visit on this device. Answers how to let go of it, or null while another page has it. */
import { lockOf } from '#lib/offline/outbox.ts'

export function hold(visitId: string): Promise<(() => void) | null> {
  if (!navigator.locks) return Promise.resolve(() => {})
  return new Promise((held) => {
    navigator.locks
      .request(lockOf(visitId), { signal: AbortSignal.timeout(PATIENCE) }, () => {
        return new Promise<void>((release) => held(release))
      })
      .catch(() => held(null))
  })
}
