import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import {
  assertVetoToLift,
  Exclusion,
  FindingDecision,
  Inclusion,
  MarkDecision,
} from '@bilin/domain/scorecards/findings/decision'
import type { SubjectKind } from '@bilin/domain/scorecards/findings/response'
import { toDecision, type DecidedStatus } from '@bilin/domain/scorecards/findings/status'
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { listRoundEstates, lockRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/rubric.ts'
import { getSubject, pointTo, subjectColumns, type SubjectWithRound } from './subjects.ts'

/** On a finding: what becomes of it. On a mark: the mark that counts from now on. */
type Decision = { of: 'finding'; status: DecidedStatus } | { of: 'mark'; mark: number | null }

export const decisionsProcedures = {
  /** Decides on a finding with a response or, after the responses have ended, on a veto. May be decided again. */
  decide: coordinating('scorecards.decide')
    .input(FindingDecision)
    .mutation(async ({ ctx: { db, now }, input: { findingId, status, reason } }) => {
      const finding = await getSubject(db, 'finding', findingId)
      const round = await lockRound(db, finding.roundId)
      assertAllowed(roundMachine, 'decide', round)
      const onVeto = finding.veto !== null && round.stage === 'settling'
      if (!(await isDisputed(db, 'finding', findingId)) && !onVeto)
        refuse('conflict', 'scorecards.no_response_to_decide')
      assertVetoToLift(finding, status)
      await insertOrUpdateDecision(db, now, finding, { of: 'finding', status }, reason)
      await record(db, 'scorecards.decided', findingId, { status })
    }),

  /** Confirms a disputed mark or sets another, or corrects a value after the responses have ended. May be decided again until publication. */
  decideMark: coordinating('scorecards.decide')
    .input(MarkDecision)
    .mutation(async ({ ctx: { db, now }, input: { markId, mark, reason } }) => {
      const disclosed = await getSubject(db, 'mark', markId)
      const round = await lockRound(db, disclosed.roundId)
      assertAllowed(roundMachine, 'decide', round)
      const onValue = disclosed.valueId !== null && round.stage === 'settling'
      if (!(await isDisputed(db, 'mark', markId)) && !onValue) refuse('conflict', 'scorecards.no_response_to_decide')
      await insertOrUpdateDecision(db, now, disclosed, { of: 'mark', mark }, reason)
      await record(db, 'scorecards.mark_decided', markId, { changed: mark !== disclosed.mark })
    }),

  /** Excludes an indicator from an estate's score, because the company is not responsible for it. */
  exclude: coordinating('scorecards.decide')
    .input(Exclusion)
    .mutation(async ({ ctx: { db, now }, input: { roundId, estateId, indicator, reason } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'exclude', round)
      const { body } = await getRubric(db, round.rubricId)
      if (!getIndicators(body).some(({ code }) => code === indicator))
        refuse('invalid', 'scorecards.unknown_indicator', { params: { code: indicator }, field: 'indicator' })
      await insertOrUpdateExclusion(db, now, { roundId, estateId, indicator, reason })
      await record(db, 'scorecards.excluded', roundId, { estateId, indicator })
    }),

  /** Includes the indicator in the score again. */
  include: coordinating('scorecards.decide')
    .input(Inclusion)
    .mutation(async ({ ctx: { db }, input: { roundId, estateId, indicator } }) => {
      assertAllowed(roundMachine, 'exclude', await lockRound(db, roundId))
      await deleteExclusion(db, { roundId, estateId, indicator })
      await record(db, 'scorecards.included', roundId, { estateId, indicator })
    }),
}

/** Locks the response, so that it cannot be reworded or withdrawn while it is decided on. */
async function isDisputed(db: TenantDb, of: SubjectKind, subjectId: string): Promise<boolean> {
  const response = await db
    .selectFrom('response')
    .select('disputes')
    .where(subjectColumns[of], '=', subjectId)
    .forUpdate()
    .executeTakeFirst()
  return response?.disputes ?? false
}

export async function insertOrUpdateDecision(
  db: TenantDb,
  now: Date,
  { id, roundId, companyId, disclosed }: Pick<SubjectWithRound, 'id' | 'roundId' | 'companyId' | 'disclosed'>,
  decision: Decision,
  reason: string,
) {
  const decided = decision.of === 'finding' ? toDecision(decision.status) : { mark: decision.mark }
  await db
    .insertInto('decision')
    .values({ ...pointTo(decision.of, id), roundId, companyId, disclosed, ...decided, reason })
    .onConflict((oc) =>
      oc.constraint('scorecards__already_decided').doUpdateSet({ ...decided, reason, decidedAt: now }),
    )
    .execute()
}

export async function insertOrUpdateExclusion(
  db: TenantDb,
  now: Date,
  { roundId, estateId, indicator, reason }: Exclusion,
) {
  const { companyId, communityId } =
    (await listRoundEstates(db, roundId)).find((known) => known.estateId === estateId) ??
    refuse('not_found', 'scorecards.estate_not_in_round')
  await db
    .insertInto('exclusion')
    .values({ roundId, estateId, companyId, communityId, indicator, reason })
    .onConflict((oc) => oc.constraint('scorecards__already_excluded').doUpdateSet({ reason, excludedAt: now }))
    .execute()
}

export async function deleteExclusion(db: TenantDb, { roundId, estateId, indicator }: Omit<Exclusion, 'reason'>) {
  await db
    .deleteFrom('exclusion')
    .where('roundId', '=', roundId)
    .where('estateId', '=', estateId)
    .where('indicator', '=', indicator)
    .execute()
}
