import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import type { Correction } from '@bilin/domain/scorecards/findings/dispute'
import { indicatorsOf } from '@bilin/domain/scorecards/rubrics/rubric'
import { sql } from 'kysely'
import { getDisclosedMark } from '../findings/disputeQueries.ts'
import { deleteExclusion, upsertExclusion, upsertMarkDecision } from '../findings/disputes.ts'
import { getRubric } from '../rubrics/queries.ts'

type Round = { id: string; rubricId: string }

/** Rulings, marks and exclusions as the correction has them, each with the correction's reason. */
export async function applyCorrection(db: TenantDb, round: Round, correction: Correction) {
  const { reason, findings, marks, exclusions } = correction
  for (const { findingId, upheld } of findings) {
    const finding = await db
      .selectFrom('finding')
      .select('companyId')
      .where('id', '=', findingId)
      .where('roundId', '=', round.id)
      .executeTakeFirstOrThrow(() => refuse('not_found', 'scorecards.finding_not_found'))
    await db
      .insertInto('decision')
      .values({ findingId, companyId: finding.companyId, upheld, reason })
      .onConflict((oc) =>
        oc.constraint('scorecards__already_ruled').doUpdateSet({ upheld, reason, decidedAt: sql`app.now()` }),
      )
      .execute()
  }
  for (const { markId, mark } of marks) {
    const put = await getDisclosedMark(db, markId)
    if (put.roundId !== round.id) refuse('not_found', 'scorecards.mark_not_found')
    await upsertMarkDecision(db, { markId, companyId: put.companyId, disclosed: put.disclosed, mark, reason })
  }
  const known = indicatorsOf((await getRubric(db, round.rubricId)).body).map(({ code }) => code)
  for (const { estateId, indicator, excluded } of exclusions) {
    if (!known.includes(indicator))
      refuse('invalid', 'scorecards.unknown_indicator', { params: { code: indicator }, field: 'exclusions' })
    const of = { roundId: round.id, estateId, indicator }
    if (excluded) await upsertExclusion(db, { ...of, reason })
    else await deleteExclusion(db, of)
  }
}
