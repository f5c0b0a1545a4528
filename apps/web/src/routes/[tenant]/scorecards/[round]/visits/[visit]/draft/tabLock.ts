/** One page at a time writes a visit on this device. Answers how to let go of it, or null while another page has it. */
import { lockOf } from '#lib/offline/outbox.ts'

export function hold(visitId: string): Promise<(() => void) | null> {
  if (!navigator.locks) return Promise.resolve(() => {})
  return new Promise((held) => {
    void navigator.locks.request(lockOf(visitId), { ifAvailable: true }, (lock) => {
      if (!lock) return held(null)
      return new Promise<void>((release) => held(release))
    })
  })
}
