/**
 * The one way from stage to stage: locks the row, checks the move by the machine's table, does what belongs to it, writes the
 * stage and records the event. All in the transaction of the procedure that calls it.
 *
 *   const moveRound = createMove(roundMachine, { lock, write })
 *   await moveRound(ctx, 'settle', { id: roundId, seen }, async (round, check) => {
 *     check({ awaited: …, responseUntil: round.responseUntil, today })
 *     return { awaited }    the details of the event
 *   })
 */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { assertMove, type Position, type StageMachine } from '@bilin/domain/stages/machine'
import { record } from '../../record.ts'

type Context = { db: TenantDb; seat: Seat; now: Date }

/** How one row is locked, and how the stage it moves to is written; nothing is written where the stage follows from the row. */
type Rows<Stage extends string, Row> = {
  lock: (ctx: Context, id: string) => Promise<Row>
  write?: (ctx: Context, row: Row, to: Stage) => Promise<void>
}

/** What is moved, and the stage or the turn that its mover saw. */
type MoveRequest<Stage extends string> = { id: string; seen: Stage | number }

export function createMove<
  Stage extends string,
  Acts extends string,
  Requirements extends object,
  Subject,
  Row extends Position<Stage> & Subject & { id: string },
>(machine: StageMachine<Stage, Acts, Requirements, Subject>, { lock, write }: Rows<Stage, Row>) {
  /** `check` refuses what the move requires and the facts do not meet; a move that requires something calls it. */
  return async function move<Name extends keyof Requirements, Details extends object>(
    ctx: Context,
    name: Name,
    { id, seen }: MoveRequest<Stage>,
    work: (row: Row, check: (facts: Requirements[Name]) => void) => Promise<Details>,
  ): Promise<{ stage: Stage } & Details> {
    const { requires, event } = machine.moves[name]
    const row = await lock(ctx, id)
    if (machine.mover && !machine.mover.is(ctx.seat, row)) refuse('forbidden', machine.mover.otherwise)
    const to = assertMove(machine, name, row, seen)
    let checked = requires === undefined
    const details = await work(row, (facts) => {
      checked = true
      requires?.(facts)
    })
    if (!checked) throw new Error(`${machine.name}.${String(name)} did not check what it requires`)
    await write?.(ctx, row, to)
    await record(ctx.db, event, row.id, details)
    return { ...details, stage: to }
  }
}
