import { randomUUID } from 'node:crypto'
import type { Seat, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { listSourced } from '@bilin/domain/scorecards/rubrics/sourced'
import { parseValue } from '@bilin/domain/scorecards/values/parseValue'
import { EnteredValue, NotApplicable, Period, ValueRemoval } from '@bilin/domain/scorecards/values/value'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../../record.ts'
import { attachFileToEach, listSubjectsWithFiles } from '../../../rooms/files/links.ts'
import { permittedWithFiles, type Upload } from '../../../rooms/files/upload.ts'
import { coordinating } from '../procedures.ts'
import { listRoundEstates, lockRound, updatePeriod } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { valueFiles } from './files.ts'
import {
  countEntered,
  deleteValues,
  findValue,
  insertNotApplicable,
  insertOrUpdateValue,
  type Writing,
} from './queries.ts'

export const enteringProcedures = {
  /** Enters or changes the value of one estate. It cannot be saved without evidence. */
  enter: permittedWithFiles('scorecards.enter_values')
    .input(EnteredValue)
    .mutation(async ({ ctx: { db, now, today, seat, readUploads }, input }) => {
      const round = await openForValues(db, seat, input.roundId)
      const indicator = round.find(input.indicator)
      const value = parseValue(indicator, input)
      if (input.asOf > today) refuse('invalid', 'scorecards.as_of_in_future', { field: 'asOf' })
      const { estateId, companyId, communityId } =
        (await listRoundEstates(db, round.id)).find((estate) => estate.estateId === input.estateId) ??
        refuse('not_found', 'scorecards.estate_not_in_round')
      const id = await insertOrUpdateValue(
        db,
        { now, seatId: seat.seatId, ...round },
        { roundId: round.id, estateId, companyId, communityId, indicator: indicator.code },
        input.revision,
        { origin: 'entered', ...value, source: input.source, asOf: input.asOf },
      )
      if (!id) return refuse('conflict', 'scorecards.value_changed_meanwhile')
      await attachEvidence(db, [{ id, companyId }], readUploads())
      await record(db, 'scorecards.value_entered', round.id, { estateId, indicator: indicator.code })
    }),

  /** Declares indicators not applicable: for one estate, or for all that have no value. Returns how many values that made. */
  declareNotApplicable: coordinating('scorecards.enter_values')
    .input(NotApplicable)
    .mutation(async ({ ctx: { db, now, seat }, input: { roundId, indicators, estateId, reason } }) => {
      const round = await openForValues(db, seat, roundId)
      const codes = indicators.map((code) => round.find(code).code)
      const writing = { now, seatId: seat.seatId, ...round }
      const declared = estateId
        ? await declareForOne(db, writing, { roundId, estateId }, codes, reason)
        : await insertNotApplicable(db, writing, roundId, codes, reason)
      await record(db, 'scorecards.values_not_applicable', roundId, { indicators: indicators.join(' '), declared })
      return { declared }
    }),

  /** Removes the value of one estate, or all that were declared not applicable. */
  remove: coordinating('scorecards.enter_values')
    .input(ValueRemoval)
    .mutation(async ({ ctx: { db, seat }, input: { roundId, indicator, estateId } }) => {
      await openForValues(db, seat, roundId)
      if ((await deleteValues(db, roundId, indicator, estateId)) === 0)
        refuse('not_found', 'scorecards.value_not_found')
      await record(db, 'scorecards.value_removed', roundId, { indicator })
    }),

  /** Changes the period that the values are about, as long as none was entered for it. */
  setPeriod: coordinating('scorecards.enter_values')
    .input(Period)
    .mutation(async ({ ctx: { db }, input: { roundId, ...period } }) => {
      const round = await lockRound(db, roundId)
      if (!round.sourced) refuse('conflict', 'scorecards.round_not_sourced')
      assertAllowed(roundMachine, 'setPeriod', round)
      if ((await countEntered(db, roundId)) > 0)
        refuse('conflict', 'scorecards.values_already_entered', { field: 'periodFrom' })
      await updatePeriod(db, roundId, period)
      await record(db, 'scorecards.period_changed', roundId)
    }),
}

async function declareForOne(
  db: TenantDb,
  writing: Writing,
  { roundId, estateId }: { roundId: string; estateId: string },
  codes: readonly string[],
  reason: string,
): Promise<number> {
  const estate = (await listRoundEstates(db, roundId)).find((one) => one.estateId === estateId)
  if (!estate) return refuse('not_found', 'scorecards.estate_not_in_round')
  const { companyId, communityId } = estate
  let declared = 0
  for (const indicator of codes) {
    const before = await findValue(db, roundId, estateId, indicator)
    const place = { roundId, estateId, companyId, communityId, indicator }
    const value = { origin: 'not_applicable', reason } as const
    if (await insertOrUpdateValue(db, writing, place, before?.revision ?? 0, value)) declared += 1
  }
  return declared
}

/** Locks the round and returns its sourced indicators and what each value is written with. */
export async function openForValues(db: TenantDb, seat: Seat, roundId: string) {
  const { id, rubricId, stage, sourced, periodFrom, periodUntil } = await lockRound(db, roundId)
  if (seat.actingTenantId !== seat.tenantId) refuse('forbidden', 'permissions.not_yours')
  if (!sourced || !periodFrom || !periodUntil) return refuse('conflict', 'scorecards.round_not_sourced')
  assertAllowed(roundMachine, 'enterValues', { stage })
  const { body, version: rubricVersion } = await getRubric(db, rubricId)
  const indicators = new Map(listSourced(body).map((indicator) => [indicator.code, indicator]))
  return {
    id,
    rubricVersion,
    period: { periodFrom, periodUntil },
    find: (code: string) =>
      indicators.get(code) ?? refuse('invalid', 'scorecards.not_sourced', { params: { code }, field: 'indicator' }),
  }
}

/** Attaches the files to each value, stored once for each company that may see them; refuses a value that then has none. */
export async function attachEvidence(
  db: TenantDb,
  values: readonly { id: string; companyId: string }[],
  files: readonly Upload[],
) {
  const byCompany = [...Map.groupBy(values, ({ companyId }) => companyId)]
  for (const [nth, [companyId, theirs]] of byCompany.entries())
    for (const { fileId, content } of files) {
      const subjectIds = theirs.map(({ id }) => id)
      const own = nth === 0 ? fileId : randomUUID()
      await attachFileToEach(db, valueFiles, { subjectIds, readers: { companyId } }, own, content)
    }
  const ids = values.map(({ id }) => id)
  if ((await listSubjectsWithFiles(db, valueFiles, ids)).size < ids.length)
    refuse('invalid', 'scorecards.evidence_missing', { field: 'files' })
}
