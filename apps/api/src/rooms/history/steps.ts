/**
 * History: the steps of a row from stage to stage. `createMove` inserts one for every move; the code that inserts a row with a
 * stage inserts its first step. Stages go back only to undo a mistake, so the steps are few and are read without paging.
 */
import type { DB } from '@bilin/db/schema.generated'
import type { TenantDb } from '@bilin/db/tenant'

/** The tables made by app.record_steps; all have the same columns. */
export type StepTable = Extract<keyof DB, `${string}Step`>

type Step = { from: string | null; to: string; words?: string | undefined }

/** The caller must have locked the row; otherwise two calls may take the same turn, and the second one is refused. */
export async function insertStep(db: TenantDb, table: StepTable, subjectId: string, step: Step): Promise<void> {
  const { last } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.max('turn').as('last'))
    .where('subjectId', '=', subjectId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto(table)
    .values({ subjectId, turn: (last ?? 0) + 1, fromStage: step.from, toStage: step.to, words: step.words ?? null })
    .execute()
}

/** The steps in order, each with the seat's title and its organisation; these are null where this tenant can no longer see them. */
export const selectSteps = (db: TenantDb, table: StepTable, subjectId: string) =>
  db
    .selectFrom(table)
    .leftJoin('neighbourSeat as seat', 'seat.id', 'seatId')
    .leftJoin('neighbour as tenant', 'tenant.id', 'authorTenantId')
    .select(['turn', 'fromStage', 'toStage', 'words', 'at', 'seat.title as by', 'tenant.name as organisation'])
    .where('subjectId', '=', subjectId)
    .orderBy('turn')

export function toSteps<Stage extends string, Row extends { fromStage: string | null; toStage: string }>(
  { stages }: { stages: readonly Stage[] },
  rows: readonly Row[],
) {
  const parseStage = (stored: string | null) => stages.find((stage) => stage === stored) ?? null
  return rows.map(({ fromStage, toStage, ...step }) => ({
    ...step,
    from: parseStage(fromStage),
    to: parseStage(toStage)!,
  }))
}
