import type { Seat, TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { Correction, assertChangesSomething } from '@bilin/domain/scorecards/results/correction'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertMayPublish } from '@bilin/domain/scorecards/rounds/requirements'
import { RoundStep } from '@bilin/domain/scorecards/rounds/round'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../../record.ts'
import { applyCorrection } from './correction.ts'
import { insertEffects } from './effects.ts'
import { computeOutcomes } from './outcomes.ts'
import { coordinating } from '../procedures.ts'
import { insertResults, copyPhotosToResults, resultRows } from './rows.ts'
import { insertExemplars, insertRatings } from './ratings.ts'
import { moveRound } from '../rounds/move.ts'
import { lockRound, updateVersion } from '../rounds/queries.ts'
import { adjusted } from './adjustment.ts'
import { sealRound } from '../seals/seal.ts'

export const publishProcedures = {
  /** Writes the results and seals them. Estates nobody marked are left out. */
  publish: coordinating(roundMachine.moves.publish.may)
    .input(RoundStep)
    .mutation(({ ctx: { db, seat, now }, input: { roundId, seen } }) =>
      moveRound({ db, seat, now }, 'publish', { id: roundId, seen }, (round, check) =>
        writeVersion(db, now, seat, round, { version: 1, reason: '' }, check),
      ),
    ),

  /** Publishes the next version of a round, with why; the one before stays as it was. */
  correct: coordinating('scorecards.correct')
    .input(Correction)
    .mutation(async ({ ctx: { db, now, seat }, input }) => {
      assertChangesSomething(input)
      const round = await lockRound(db, input.roundId)
      assertAllowed(roundMachine, 'correct', round)
      if (round.version !== input.version) refuse('conflict', 'scorecards.round_moved_on')
      await applyCorrection(db, now, round, input)
      const version = round.version + 1
      const { hash } = await writeVersion(db, now, seat, round, { version, reason: input.reason }, assertMayPublish)
      await updateVersion(db, round.id, version)
      await record(db, 'scorecards.corrected', round.id, { version, hash })
      return { version, hash }
    }),
}

type Round = Awaited<ReturnType<typeof lockRound>>

async function writeVersion(
  db: TenantDb,
  now: Date,
  seat: Seat,
  round: Round,
  which: { version: number; reason: string },
  check: typeof assertMayPublish,
) {
  const { outcomes, marks, owed } = await computeOutcomes(db, round)
  check({ owed })
  if (outcomes.length === 0) refuse('conflict', 'scorecards.nothing_scored')
  const adjusting = await adjusted(db, round, outcomes, marks)
  const rows = resultRows(round.id, which.version, outcomes, adjusting)
  await insertResults(db, rows)
  const of = { roundId: round.id, version: which.version }
  await insertRatings(db, of, adjusting)
  await insertExemplars(db, of, outcomes)
  await insertEffects(db, round, which.version, outcomes)
  await copyPhotosToResults(db, outcomes, rows)
  const { hash } = await sealRound(db, now, seat, round, which, rows)
  return { estates: outcomes.length, hash }
}
