import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { assertVetoToLift } from '@bilin/domain/scorecards/findings/decision'
import type { Correction } from '@bilin/domain/scorecards/results/correction/correction'
import { getIndicators } from '@bilin/domain/scorecards/rubrics/rubric'
import { deleteExclusion, insertOrUpdateDecision, insertOrUpdateExclusion } from '../../findings/decisions.ts'
import { getSubject } from '../../findings/subjects.ts'
import { getRubric } from '../../rubrics/rubric.ts'

type Round = { id: string; rubricId: string }

/** Saves the decisions, marks and exclusions of a correction, each with the correction's reason. */
export async function applyCorrection(db: TenantDb, now: Date, round: Round, correction: Correction) {
  const { reason, findings, marks, exclusions } = correction
  for (const { findingId, status } of findings) {
    const finding = await getSubject(db, 'finding', findingId)
    if (finding.roundId !== round.id) refuse('not_found', 'scorecards.finding_not_found')
    assertVetoToLift(finding, status)
    await insertOrUpdateDecision(db, now, finding, { of: 'finding', status }, reason)
  }
  for (const { markId, mark } of marks) {
    const disclosed = await getSubject(db, 'mark', markId)
    if (disclosed.roundId !== round.id) refuse('not_found', 'scorecards.mark_not_found')
    await insertOrUpdateDecision(db, now, disclosed, { of: 'mark', mark }, reason)
  }
  const known = getIndicators((await getRubric(db, round.rubricId)).body).map(({ code }) => code)
  for (const { estateId, indicator, excluded } of exclusions) {
    if (!known.includes(indicator))
      refuse('invalid', 'scorecards.unknown_indicator', { params: { code: indicator }, field: 'exclusions' })
    const of = { roundId: round.id, estateId, indicator }
    if (excluded) await insertOrUpdateExclusion(db, now, { ...of, reason })
    else await deleteExclusion(db, of)
  }
}
