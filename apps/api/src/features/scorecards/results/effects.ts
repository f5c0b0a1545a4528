/** The measured effects of practices that a publication includes. */
import type { TenantDb } from '@bilin/db/tenant'
import { computeEvidence } from '@bilin/domain/practices/evidence'
import { listCohorts } from '@bilin/domain/practices/exposure'
import { listAdopted, listAdoptions, listEarlierScores } from './effectQueries.ts'
import type { EstateOutcome } from './outcomes.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'

type Round = { id: string; opensOn: string; closesOn: string }

export async function insertEffects(db: TenantDb, round: Round, version: number, outcomes: readonly EstateOutcome[]) {
  const practices = await listAdopted(db, round.closesOn)
  const codes = [...new Set(practices.flatMap(({ indicators }) => indicators))]
  if (codes.length === 0) return
  const taken = Map.groupBy(await listAdoptions(db), ({ practiceId }) => practiceId)
  const now = { roundId: round.id, opensOn: round.opensOn, closesOn: round.closesOn }
  const scored = Map.groupBy(
    [...(await listEarlierScores(db, round.opensOn, codes)), ...scoredIn(now, outcomes)],
    ({ indicator }) => indicator,
  )
  const rows = practices.flatMap(({ practiceId, practiceVersion, sourceId, indicators }) =>
    indicators.flatMap((indicator) => {
      const cohorts = listCohorts(sourceId, taken.get(practiceId) ?? [], scored.get(indicator) ?? [])
      const { measurement, adopters, others, effect, averages } = computeEvidence(cohorts)
      if (adopters === 0) return []
      return [
        {
          roundId: round.id,
          version,
          practiceId,
          practiceVersion,
          indicator,
          measurement,
          adopters,
          others,
          ...(effect ?? { points: null, low: null, high: null, decisive: null }),
          adoptersBefore: averages?.adopters.before ?? null,
          adoptersAfter: averages?.adopters.after ?? null,
          othersBefore: averages?.others.before ?? null,
          othersAfter: averages?.others.after ?? null,
        },
      ]
    }),
  )
  await insertMany(db, 'measuredEffect', rows)
}

/** Everybody reads an effect, and one adopter's average is its indicator: only what is disclosed counts. */
const scoredIn = (round: { roundId: string; opensOn: string; closesOn: string }, outcomes: readonly EstateOutcome[]) =>
  outcomes.flatMap(({ estate: { estateId, communityId, companyId }, disclosed, indicators }) =>
    (disclosed ? indicators : []).flatMap(({ code: indicator, percent }) =>
      percent === null ? [] : [{ ...round, estateId, communityId, companyId, indicator, percent }],
    ),
  )
