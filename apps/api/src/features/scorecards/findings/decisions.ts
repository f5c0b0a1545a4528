import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { Exclusion, FindingDecision, Inclusion, MarkDecision } from '@bilin/domain/scorecards/findings/decision'
import type { SubjectKind } from '@bilin/domain/scorecards/findings/response'
import { indicatorsOf } from '@bilin/domain/scorecards/rubrics/rubric'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { assertAllowed } from '@bilin/domain/stages/machine'
import { record } from '../../../record.ts'
import { coordinating } from '../procedures.ts'
import { listEstates, lockRound } from '../rounds/queries.ts'
import { getRubric } from '../rubrics/queries.ts'
import { getSubject, pointTo, subjectColumns, type SubjectWithRound } from './subjects.ts'

/** Of a finding whether the response is upheld, which strikes it; of a mark the mark that counts from now on. */
type Decision = { of: 'finding'; upheld: boolean } | { of: 'mark'; mark: number | null }

export const decisionsProcedures = {
  /** Decides on a response, or on a veto once nobody responds any more: upheld strikes the finding. May be decided again. */
  decide: coordinating('scorecards.decide')
    .input(FindingDecision)
    .mutation(async ({ ctx: { db, now }, input: { findingId, upheld, reason } }) => {
      const finding = await getSubject(db, 'finding', findingId)
      const round = await lockRound(db, finding.roundId)
      assertAllowed(roundMachine, 'decide', round)
      const onVeto = finding.veto !== null && round.stage === 'settling'
      if (!(await isDisputed(db, 'finding', findingId)) && !onVeto)
        refuse('conflict', 'scorecards.no_response_to_decide')
      await upsertDecision(db, now, finding, { of: 'finding', upheld }, reason)
      await record(db, 'scorecards.decided', findingId, { upheld })
    }),

  /** Keeps a disputed mark or sets another. May be decided again until publication. */
  decideMark: coordinating('scorecards.decide')
    .input(MarkDecision)
    .mutation(async ({ ctx: { db, now }, input: { markId, mark, reason } }) => {
      const disclosed = await getSubject(db, 'mark', markId)
      assertAllowed(roundMachine, 'decide', await lockRound(db, disclosed.roundId))
      if (!(await isDisputed(db, 'mark', markId))) refuse('conflict', 'scorecards.no_response_to_decide')
      await upsertDecision(db, now, disclosed, { of: 'mark', mark }, reason)
      await record(db, 'scorecards.mark_decided', markId, { changed: mark !== disclosed.mark })
    }),

  /** Leaves an indicator out of an estate's sum: it is not the company's to answer for. */
  exclude: coordinating('scorecards.decide')
    .input(Exclusion)
    .mutation(async ({ ctx: { db, now }, input: { roundId, estateId, indicator, reason } }) => {
      const round = await lockRound(db, roundId)
      assertAllowed(roundMachine, 'exclude', round)
      const { body } = await getRubric(db, round.rubricId)
      if (!indicatorsOf(body).some(({ code }) => code === indicator))
        refuse('invalid', 'scorecards.unknown_indicator', { params: { code: indicator }, field: 'indicator' })
      await upsertExclusion(db, now, { roundId, estateId, indicator, reason })
      await record(db, 'scorecards.excluded', roundId, { estateId, indicator })
    }),

  /** Takes it back into the sum. */
  include: coordinating('scorecards.decide')
    .input(Inclusion)
    .mutation(async ({ ctx: { db }, input: { roundId, estateId, indicator } }) => {
      assertAllowed(roundMachine, 'exclude', await lockRound(db, roundId))
      await deleteExclusion(db, { roundId, estateId, indicator })
      await record(db, 'scorecards.included', roundId, { estateId, indicator })
    }),
}

/** Locks the response, so that it is neither reworded nor withdrawn while it is decided on. */
async function isDisputed(db: TenantDb, of: SubjectKind, subjectId: string): Promise<boolean> {
  const response = await db
    .selectFrom('response')
    .select('disputes')
    .where(subjectColumns[of], '=', subjectId)
    .forUpdate()
    .executeTakeFirst()
  return response?.disputes ?? false
}

export async function upsertDecision(
  db: TenantDb,
  now: Date,
  { id, companyId, disclosed }: Pick<SubjectWithRound, 'id' | 'companyId' | 'disclosed'>,
  { of, ...decided }: Decision,
  reason: string,
) {
  await db
    .insertInto('decision')
    .values({ ...pointTo(of, id), companyId, disclosed, ...decided, reason })
    .onConflict((oc) =>
      oc.constraint('scorecards__already_decided').doUpdateSet({ ...decided, reason, decidedAt: now }),
    )
    .execute()
}

export async function upsertExclusion(db: TenantDb, now: Date, { roundId, estateId, indicator, reason }: Exclusion) {
  const { companyId, communityId } =
    (await listEstates(db, roundId)).find((known) => known.estateId === estateId) ??
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
