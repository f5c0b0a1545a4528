/**
 * The one way to change a stage: locks the row, checks the move against the machine's table, does the move's own work, writes the
 * stage, inserts the step and records the event. All in the transaction of the procedure that calls it.
 *
 *   const moveRound = createMove(roundMachine, { lock, write, steps: 'roundStep' })
 *   await moveRound(ctx, 'settle', { id: roundId, seen }, async (round, check) => {
 *     check({ awaited: …, responseUntil: round.responseUntil, today })
 *     return { awaited }    the details of the event
 *   })
 */
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { assertMove, type Position, type StageMachine } from '@bilin/domain/stages/machine'
import { record } from '../../record.ts'
import { insertStep, type StepTable } from '../history/steps.ts'

type Context = { db: TenantDb; seat: Seat; now: Date }

/** How a row is locked, how its stage is written, and its table of steps. No `write` and `steps` where the stage follows from the row. */
type Rows<Stage extends string, Row> = {
  lock: (ctx: Context, id: string) => Promise<Row>
} & (
  | { write: (ctx: Context, row: Row, to: Stage) => Promise<void>; steps: StepTable }
  | { write?: undefined; steps?: undefined }
)

/** The row's id, the stage or turn that the caller saw, and the reason, if any. */
type MoveRequest<Stage extends string> = { id: string; seen: Stage | number; words?: string }

export function createMove<
  Stage extends string,
  Acts extends string,
  Requirements extends object,
  Subject,
  Row extends Position<Stage> & Subject & { id: string },
>(machine: StageMachine<Stage, Acts, Requirements, Subject>, { lock, write, steps }: Rows<Stage, Row>) {
  /** `check` refuses when the facts do not meet the move's requirements. The work of a move with requirements must call it. */
  return async function move<Name extends keyof Requirements, Details extends object>(
    ctx: Context,
    name: Name,
    { id, seen, words }: MoveRequest<Stage>,
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
    if (steps) await insertStep(ctx.db, steps, row.id, { from: row.stage, to, words })
    await record(ctx.db, event, row.id, details)
    return { ...details, stage: to }
  }
}
