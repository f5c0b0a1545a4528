/**
 * The reading transactions of one page. Its queries in the same tenant that overlap, or follow one another at once, are in one
 * transaction, which is entered once and is over as soon as none of them is under way. A statement that several of them need is sent
 * once.
 */
import type pg from 'pg'
import { inTenant, type Actor, type Entrance, type Person, type Seat, type TenantDb } from './tenant.ts'

type Given = [db: TenantDb, seat: Seat, now: Date, entrance: Entrance]
type Work<T> = (...given: Given) => Promise<T>
/** `sure` is whether the database has let in as was guessed; if not, the work must be done again. */
type Stay = { given: Given; sure: PromiseWithResolvers<boolean> }

/** The code of the error of a statement when another one of its transaction has failed. */
const ABORTED = '25P02'

/** Of one request. */
export class Sharing {
  readonly #open = new Map<string, Shared>()

  async inTenant<T>(pool: pg.Pool, asker: Actor, work: Work<T>, entered = (_person: Person) => {}): Promise<T> {
    const key = JSON.stringify([asker.session, asker.tenant, asker.seatId, asker.clock])
    let shared = this.#open.get(key)
    if (!shared || shared.isOver) this.#open.set(key, (shared = new Shared(pool, asker, entered)))
    try {
      return await shared.read(work)
    } catch (error) {
      if ((error as { code?: unknown }).code !== ABORTED) throw error
      return inTenant(pool, asker, work, { reading: true, entered })
    }
  }
}

class Shared {
  isOver = false
  #reading = 0
  #isIn = false
  #stay: Stay | undefined
  #next = awaited<Stay>()
  readonly #end = awaited<void>()

  constructor(pool: pg.Pool, asker: Actor, entered: (person: Person) => void) {
    const settle = (person: Person, asGuessed: boolean) => {
      entered(person)
      if (asGuessed) this.#isIn = true
      const stay = this.#stay
      if (!asGuessed) {
        this.#stay = undefined
        this.#next = awaited()
      }
      stay?.sure.resolve(asGuessed)
    }
    inTenant(pool, asker, (...given) => this.#begin(given), { reading: true, shared: true, entered: settle }).catch(
      (error: unknown) => {
        this.isOver = true
        this.#next.reject(error)
        this.#stay?.sure.reject(error)
      },
    )
  }

  async read<T>(work: Work<T>): Promise<T> {
    this.#reading += 1
    try {
      for (;;) {
        const { given, sure } = await this.#next.promise
        const [outcome] = await Promise.allSettled([work(...given)])
        if (!(await sure.promise)) continue
        if (outcome.status === 'rejected') throw outcome.reason
        return outcome.value
      }
    } finally {
      this.#reading -= 1
      setImmediate(() => this.#endIfIdle())
    }
  }

  #begin(given: Given): Promise<void> {
    this.#stay = { given, sure: awaited() }
    if (this.#isIn) this.#stay.sure.resolve(true)
    this.#next.resolve(this.#stay)
    return this.#end.promise
  }

  #endIfIdle() {
    if (this.#reading > 0) return
    this.isOver = true
    this.#end.resolve()
  }
}

/** Rejected, it is nobody's failure until somebody waits for it. */
function awaited<T>(): PromiseWithResolvers<T> {
  const promised = Promise.withResolvers<T>()
  promised.promise.catch(() => {})
  return promised
}
