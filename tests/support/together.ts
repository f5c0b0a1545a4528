/**
 * Two procedures at once. A transaction of the test holds a row that the first needs late, so that the second comes in between;
 * then it commits.
 */
import { refusal, type World } from './world.ts'

type Lock = [text: string, values: unknown[]]

/** Runs `first` until it waits for the lock, then `second` until it has ended or waits too; returns both results. */
export async function crossed(world: World, lock: Lock, first: () => Promise<unknown>, second: () => Promise<unknown>) {
  const holder = await world.beyond.connect()
  try {
    await holder.query('begin')
    await holder.query(...lock)
    const one = outcome(first())
    await untilWaiting(world, 1)
    const other = outcome(second())
    await Promise.race([other, untilWaiting(world, 2)])
    await holder.query('commit')
    return [await one, await other]
  } finally {
    holder.release()
  }
}

async function untilWaiting(world: World, wanted: number) {
  for (let waiting = 0; waiting < wanted;) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    const { rows } = await world.beyond.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    waiting = rows[0]!.waiting
  }
}

/** Every procedure records its event last, with a reference to the person, so a lock on the person stops it just before its end. */
export const actsOf = (title: string): Lock => [`select from person where name = $1 for update`, [title]]

export const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => refusal(Promise.reject(error as Error)),
  )
