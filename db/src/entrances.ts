/**
 * What `app.enter` answered last, by who asked for what. A transaction that only reads begins on that guess, so that its first
 * statements are sent together with BEGIN and `app.enter`. The database checks all the same, before it runs them: if it refuses, they
 * fail with it; if it answers otherwise than last time, what was read is thrown away and read again. A guess is never a permission.
 */
import type pg from 'pg'
import type { Actor, Entered } from './entered.ts'

const MAX_ENTRANCES = 5_000

/** `ahead` is by how many milliseconds the database's clock was ahead of ours. */
type Known = { row: Entered; ahead: number }

class Entrances {
  readonly #known = new Map<string, Known>()

  guess(actor: Actor): Entered | undefined {
    const known = this.#known.get(toKey(actor))
    return known && { ...known.row, now: actor.clock ?? new Date(Date.now() + known.ahead) }
  }

  remember(actor: Actor, row: Entered): void {
    const key = toKey(actor)
    const ahead = actor.clock ? 0 : row.now.getTime() - Date.now()
    this.#known.delete(key)
    this.#known.set(key, { row, ahead })
    if (this.#known.size > MAX_ENTRANCES) this.#known.delete(this.#known.keys().next().value!)
  }

  forget(actor: Actor): void {
    this.#known.delete(toKey(actor))
  }
}

const toKey = ({ session, tenant, seatId }: Actor) => `${session} ${tenant} ${seatId ?? ''}`

const pools = new WeakMap<pg.Pool, Entrances>()

/** Each pool has its own, because another pool is another database. */
export function entrancesOf(pool: pg.Pool): Entrances {
  const entrances = pools.get(pool) ?? new Entrances()
  pools.set(pool, entrances)
  return entrances
}
