import { randomUUID } from 'node:crypto'

/**
 * Ids, each above the one before it (version 7: the moment, a counter, and chance). What is inserted together then lies together in every
 * index; random ids would touch a page each.
 */
export function* ascendingIds(now: Date): Generator<string, never> {
  const moment = now.getTime().toString(16).padStart(12, '0')
  for (let n = 0; ; n++) {
    const counted = n.toString(16).padStart(6, '0')
    yield `${moment.slice(0, 8)}-${moment.slice(8)}-7${counted.slice(0, 3)}-8${counted.slice(3)}-${randomUUID().slice(-12)}`
  }
}
