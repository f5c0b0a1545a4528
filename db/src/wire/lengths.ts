/**
 * How many statements transactions of a kind send. One that has always sent the same number has probably sent its last with that one, so
 * COMMIT goes out with it, in the same write. Of a kind that was wrong once, nothing is foretold any more.
 */

const MAX_KINDS = 500
const VARIES = -1

const lengths = new Map<string, number>()

/** Undefined where nothing is known, or it varies. */
export function foretellLength(kind: string): number | undefined {
  const length = lengths.get(kind)
  return length === VARIES ? undefined : length
}

export function rememberLength(kind: string, length: number): void {
  const known = lengths.get(kind)
  if (known === undefined && lengths.size >= MAX_KINDS) return
  lengths.set(kind, known === undefined || known === length ? length : VARIES)
}
