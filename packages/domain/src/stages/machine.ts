/**
 * Stages: one state machine for whatever moves from stage to stage, as a table. Procedures, pages and the printed overview
 * read the same one.
 *
 * Shapes   an act says in which stages it may be done. A move is an act that leads to another stage; it says besides who may,
 *          which event it is in the log, and what it requires. Whoever moves something names what they saw, the stage or the
 *          turn of the last step, so that two presses of one button make one move.
 * Refusals those the table names, the first that applies:
 *          1. `refusals`: what a stage says to every act that it does not allow, such as "this round was cancelled";
 *          2. `otherwise`: what the act says in any other stage;
 *          3. `movedOn`: another stage or turn was seen. Before `otherwise` where the move has `seenFirst`.
 */
import type { EventName } from '../events.ts'
import type { Action } from '../permissions.ts'
import { refuse, type RefusalCode } from '../refusal.ts'

export type Act<Stage extends string> = { in: readonly Stage[]; otherwise: RefusalCode }

export type Move<Stage extends string, Facts> = Act<Stage> & {
  to: Stage
  may: Action
  event: EventName
  /** Refuses by what only the rows know: that nothing is planned, that responses are still due. */
  requires?: (facts: Facts) => void
  /** Where it may be moved from several stages, or back, what was seen says more than where it is. */
  seenFirst?: true
}

/** Who may move it, of those who have the permission: the one who leads it, the one it was handed to. */
export type Mover<Subject> = {
  is: (seat: { actingTenantId: string; tenantId: string }, subject: Subject) => boolean
  otherwise: RefusalCode
}

export type StageMachine<Stage extends string, Acts extends string, Requirements extends object, Subject> = {
  name: string
  stages: readonly Stage[]
  movedOn: RefusalCode
  refusals: Partial<Record<Stage, RefusalCode>>
  mover?: Mover<Subject>
  acts: Record<Acts, Act<Stage>>
  moves: { [Name in keyof Requirements]: Move<Stage, Requirements[Name]> }
}

/** Where something is: its stage, and the turn of its last step where steps are counted. */
export type Position<Stage extends string> = { stage: Stage; turn?: number }

export const stageMachine = <const Stage extends string, Acts extends string, Requirements extends object, Subject>(
  machine: StageMachine<NoInfer<Stage>, Acts, Requirements, Subject> & { stages: readonly Stage[] },
): StageMachine<Stage, Acts, Requirements, Subject> => machine

export const isAllowed = <Stage extends string>(act: Pick<Act<Stage>, 'in'>, stage: Stage): boolean =>
  act.in.includes(stage)

/** Where an act is done with a form, `seen` is the turn that the form was filled over. */
export function assertAllowed<Stage extends string, Acts extends string, Requirements extends object, Subject>(
  { refusals, movedOn, acts }: StageMachine<Stage, Acts, Requirements, Subject>,
  name: Acts,
  { stage, turn }: Position<Stage>,
  seen?: number,
): void {
  if (seen !== undefined && seen !== turn) refuse('conflict', movedOn)
  if (!isAllowed(acts[name], stage)) refuse('conflict', refusals[stage] ?? acts[name].otherwise)
}

/** The stage that a move leads to, for somebody who saw it in this stage or at this turn. */
export function assertMove<
  Stage extends string,
  Acts extends string,
  Requirements extends object,
  Subject,
  Name extends keyof Requirements,
>(
  { refusals, movedOn, moves }: StageMachine<Stage, Acts, Requirements, Subject>,
  name: Name,
  { stage, turn }: Position<Stage>,
  seen: Stage | number,
): Stage {
  const move = moves[name]
  const possible = isAllowed(move, stage)
  const current = seen === (typeof seen === 'number' ? turn : stage)
  const refusal = refusals[stage]
  if (!possible && refusal) refuse('conflict', refusal)
  if (!current && (possible || move.seenFirst)) refuse('conflict', movedOn)
  if (!possible) refuse('conflict', move.otherwise)
  return move.to
}
