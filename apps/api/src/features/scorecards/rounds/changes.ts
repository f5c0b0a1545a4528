/** Changes of a round's name, days and numbers, each on record with what it was before. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { refuse } from '@bilin/domain/refusal'
import {
  applyChanges,
  assertMayChange,
  assertNoVisitOutside,
  listRoundChanges,
  RoundChange,
} from '@bilin/domain/scorecards/rounds/change'
import { changedFields, type ChangedField } from '@bilin/domain/scorecards/rounds/changeable'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { defaultPeriod } from '@bilin/domain/scorecards/rounds/period'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { sql } from 'kysely'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { listUnsubmittedVisits, lockRound, updatePeriod } from './queries.ts'

export const changeProcedures = {
  /** Changes what may still be changed. Refuses when visits would fall outside of the round, with their names. */
  change: coordinating('scorecards.plan')
    .input(RoundChange)
    .mutation(async ({ ctx: { db, today }, input: { roundId, revision, ...typed } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'change', round)
      if (round.revision !== revision) refuse('conflict', 'scorecards.round_changed_meanwhile')
      const changes = listRoundChanges(round, typed)
      assertMayChange(round, changes, today)
      const days = applyChanges(round, changes)
      assertNoVisitOutside(await listUnsubmittedVisits(db, roundId), days)
      await db
        .updateTable('round')
        .set({ title: typed.title, ...days, revision: revision + 1 })
        .$if(typed.discloseFromVisits !== undefined, (query) =>
          query.set({ discloseFromVisits: typed.discloseFromVisits! }),
        )
        .where('id', '=', roundId)
        .execute()
      await keepDefaultPeriod(db, round, days)
      await insertChanges(db, roundId, revision + 1, changes)
      await record(db, 'scorecards.round_changed', roundId, { fields: changes.map(({ field }) => field).join(' ') })
      return { changes }
    }),
}

/** The period of the values follows the round's first day as long as nobody has chosen another. */
async function keepDefaultPeriod(
  db: TenantDb,
  { id, opensOn, periodFrom, periodUntil }: Awaited<ReturnType<typeof lockRound>>,
  days: { opensOn: Day },
) {
  const usual = defaultPeriod(opensOn)
  if (days.opensOn === opensOn || periodFrom !== usual.periodFrom || periodUntil !== usual.periodUntil) return
  await updatePeriod(db, id, defaultPeriod(days.opensOn))
}

const columns = {
  title: 'title',
  opensOn: 'opens_on',
  closesOn: 'closes_on',
  responseUntil: 'response_until',
  discloseFromVisits: 'disclose_from_visits',
  surveyUntil: 'survey_until',
} as const satisfies Record<ChangedField, string>

type Change = { field: ChangedField; before: string; after: string }

export async function insertChanges(db: TenantDb, roundId: string, revision: number, changes: readonly Change[]) {
  const rows = changes.map(({ field, ...change }) => ({ roundId, revision, field: columns[field], ...change }))
  await db.insertInto('roundChange').values(rows).execute()
}

/** The changes in order, each with the title of the seat and its organisation; null where this tenant can no longer see them. */
export const selectChanges = (db: TenantDb, roundId: string) =>
  db
    .selectFrom('roundChange')
    .leftJoin('neighbourSeat as seat', 'seat.id', 'seatId')
    .leftJoin('neighbour as tenant', 'tenant.id', 'authorTenantId')
    .select(['revision', 'field', 'before', 'after', 'at', 'seat.title as by', 'tenant.name as organisation'])
    .where('roundId', '=', roundId)
    .orderBy('revision')
    .orderBy('field')

export const toChanges = <Row extends { field: string }>(rows: readonly Row[]) =>
  rows.map((row) => ({ ...row, field: changedFields.find((field) => columns[field] === row.field)! }))

/** The deadline of a round before it was moved last, if that was in the stage the round is in. For a query of rounds. */
export const selectMovedFrom = (db: TenantDb, field: 'closesOn' | 'responseUntil') =>
  db
    .selectFrom('roundChange as change')
    .select('change.before')
    .whereRef('change.roundId', '=', sql.ref('round.id'))
    .where('change.field', '=', columns[field])
    .where('change.at', '>=', ({ selectFrom }) =>
      selectFrom('roundStep as step')
        .select(({ fn }) => fn.max('step.at').as('at'))
        .whereRef('step.subjectId', '=', sql.ref('round.id'))
        .whereRef('step.toStage', '=', sql.ref('round.stage')),
    )
    .orderBy('change.revision', 'desc')
    .limit(1)
    .as('movedFrom')
