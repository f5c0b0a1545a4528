/**
 * Names for statements that are sent often: PostgreSQL parses and rewrites a named statement once a connection and not each time.
 * A name stands for one text in the whole process. Not through a pooler in transaction mode (`connect(url, { named: false })`),
 * where the next transaction may be on another connection of the server's, which does not know the name.
 */

/** A statement sent once or twice is not worth a name; it would stay in the memory of every connection. */
const SENT_OFTEN = 3
const MAX_NAMES = 500
/** Longer ones are inserts of many rows, hardly ever of the same number. */
const MAX_LENGTH = 6_000
const MAX_COUNTED = 5_000

const names = new Map<string, string>()
const counts = new Map<string, number>()

/** Undefined for a statement to be sent without a name. */
export function nameStatement(text: string): string | undefined {
  const name = names.get(text)
  if (name || names.size >= MAX_NAMES || text.length > MAX_LENGTH) return name
  const count = (counts.get(text) ?? 0) + 1
  if (count < SENT_OFTEN) {
    if (counts.size >= MAX_COUNTED) counts.clear()
    counts.set(text, count)
    return undefined
  }
  counts.delete(text)
  const given = `bilin_${names.size}`
  names.set(text, given)
  return given
}
