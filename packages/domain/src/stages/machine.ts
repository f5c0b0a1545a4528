/**
 * Stages: a state machine as a table, read by procedures, pages and the printed overview alike.
 *
 * Shapes   an act names the stages in which it may be done. A move is an act that leads to another stage; it also names the
 *          permission, the event in the log, and what it requires. The caller sends what the page showed, the stage or the
 *          turn of the last step (`seen`), so that pressing a button twice makes one move.
 * Refusals those of the table, the first that applies:
 *          1. `refusals`: a stage's own refusal of every act that it does not allow, such as "this round was cancelled";
 *          2. `otherwise`: the act's refusal in any other stage;
 *          3. `movedOn`: the page showed another stage or turn. Comes before `otherwise` if the move has `seenFirst`.
 */
import type { EventName } from '../events.ts'
import type { Action } from '../permissions.ts'
import { refuse, type RefusalCode } from '../refusal.ts'

export type Act<Stage extends string> = { in: readonly Stage[]; otherwise: RefusalCode }

export type Move<Stage extends string, Facts> = Act<Stage> & {
  to: Stage
  may: Action
  event: EventName
  /** Refuses by facts from the rows: that nothing is planned, that responses are still due. */
  requires?: (facts: Facts) => void
  /** For a move from several stages, or back: `movedOn` then explains more than `otherwise`. */
  seenFirst?: true
}

/** Refuses some of those who have the permission: all but the lead, for instance. */
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

/** A row's stage, and the turn of its last step where turns are used. */
export type Position<Stage extends string> = { stage: Stage; turn?: number }

export const stageMachine = <const Stage extends string, Acts extends string, Requirements extends object, Subject>(
  machine: StageMachine<NoInfer<Stage>, Acts, Requirements, Subject> & { stages: readonly Stage[] },
): StageMachine<Stage, Acts, Requirements, Subject> => machine

export const isAllowed = <Stage extends string>(act: Pick<Act<Stage>, 'in'>, stage: Stage): boolean =>
  act.in.includes(stage)

/** For an act done with a form, `seen` is the turn that the form was loaded with. */
export function assertAllowed<Stage extends string, Acts extends string, Requirements extends object, Subject>(
  { refusals, movedOn, acts }: StageMachine<Stage, Acts, Requirements, Subject>,
  name: Acts,
  { stage, turn }: Position<Stage>,
  seen?: number,
): void {
  if (seen !== undefined && seen !== turn) refuse('conflict', movedOn)
  if (!isAllowed(acts[name], stage)) refuse('conflict', refusals[stage] ?? acts[name].otherwise)
}

/** The stage that a move leads to, if the page showed the current stage or turn; otherwise refuses. */
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
