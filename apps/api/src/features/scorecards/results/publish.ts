import type { Seat, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { Correction, assertChangesSomething } from '@bilin/domain/scorecards/results/correction/correction'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertMayPublish } from '@bilin/domain/scorecards/rounds/requirements'
import { PublishStep } from '@bilin/domain/scorecards/rounds/round'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../../record.ts'
import { applyCorrection } from './correction/apply.ts'
import { insertEffects } from './effects.ts'
import { computeOutcomes } from './outcomes.ts'
import { refreshStatistics } from '../../../rooms/bulk/statistics.ts'
import { coordinating } from '../procedures.ts'
import { insertResults, copyFilesToResults, resultRows } from './rows.ts'
import { insertExemplars, insertRatings } from './ratings.ts'
import { moveRound } from '../rounds/move.ts'
import { lockRound, updateVersion } from '../rounds/queries.ts'
import { adjusted } from './adjustment.ts'
import { digestOf, listCodes, toPreview } from './preview/compute.ts'
import { insertSeal, sealCards } from '../seals/seal.ts'

export const publishProcedures = {
  /** Inserts the results and seals them. Estates without marks are left out. */
  publish: coordinating(roundMachine.moves.publish.may)
    .input(PublishStep)
    .mutation(({ ctx: { db, seat, now }, input: { roundId, seen, previewed } }) =>
      moveRound({ db, seat, now }, 'publish', { id: roundId, seen }, (round, check) =>
        writeVersion(db, now, seat, round, { version: 1, reason: '', previewed }, check),
      ),
    ),

  /** Publishes the next version of a round, with a reason; earlier versions stay as they are. */
  correct: coordinating('scorecards.correct')
    .input(Correction)
    .mutation(async ({ ctx: { db, now, seat }, input }) => {
      assertChangesSomething(input)
      const round = await lockRound(db, input.roundId)
      assertAllowed(roundMachine, 'correct', round)
      if (round.version !== input.version) refuse('conflict', 'scorecards.round_moved_on')
      await applyCorrection(db, now, round, input)
      const version = round.version + 1
      const { hash } = await writeVersion(
        db,
        now,
        seat,
        round,
        { version, reason: input.reason, previewed: input.previewed },
        assertMayPublish,
      )
      await updateVersion(db, round.id, version)
      await record(db, 'scorecards.corrected', round.id, { version, hash })
      return { version, hash }
    }),
}

const resultTables = ['result', 'result_total', 'result_dimension', 'result_indicator', 'result_finding', 'sealed_card']

type Round = Awaited<ReturnType<typeof lockRound>>

async function writeVersion(
  db: TenantDb,
  now: Date,
  seat: Seat,
  round: Round,
  { previewed, ...which }: { version: number; reason: string; previewed: string | undefined },
  check: typeof assertMayPublish,
) {
  const { outcomes, notReviewed, marks, owed } = await computeOutcomes(db, round)
  check({ owed })
  if (outcomes.length === 0) refuse('conflict', 'scorecards.nothing_scored')
  const adjusting = await adjusted(db, round, outcomes, marks)
  const rows = resultRows(round, which.version, outcomes, adjusting)
  if (previewed && previewed !== digestOf(toPreview(await listCodes(db, round), rows, notReviewed)))
    refuse('conflict', 'scorecards.preview_out_of_date')
  const cards = sealCards(seat, round, which.version, rows)
  await insertResults(db, rows, cards)
  const of = { roundId: round.id, version: which.version }
  await insertRatings(db, of, adjusting)
  await insertExemplars(db, of, outcomes, adjusting)
  await insertEffects(db, round, which.version, outcomes)
  await copyFilesToResults(db, outcomes, rows)
  const { hash } = await insertSeal(db, now, seat, round, { ...which, notReviewed }, cards)
  await refreshStatistics(db, rows.resultIndicator.length, ...resultTables)
  return { estates: outcomes.length, hash }
}
