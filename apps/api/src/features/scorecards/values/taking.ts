import type { TenantDb } from '@bilin/db/tenant'
import { refuse } from '@bilin/domain/refusal'
import { parseValue } from '@bilin/domain/scorecards/values/parseValue'
import { SurveyTaken } from '@bilin/domain/scorecards/values/value'
import { say } from '@bilin/i18n/say'
import { record } from '../../../record.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { coordinating } from '../procedures.ts'
import { listRoundEstates } from '../rounds/queries.ts'
import { listSurveyResults, type EstateResult } from '../surveys/queries.ts'
import { openForValues } from './entering.ts'
import { listValues } from './queries.ts'

export const takingProcedures = {
  /** Takes what the survey offers where there is no value yet, of one estate or of all. Returns how many values that made. */
  take: coordinating('scorecards.enter_values')
    .input(SurveyTaken)
    .mutation(async ({ ctx: { db, seat, today, locale }, input: { roundId, estateId } }) => {
      const { find, period, rubricVersion } = await openForValues(db, seat, roundId)
      const places = new Map((await listRoundEstates(db, roundId)).map((estate) => [estate.estateId, estate]))
      const offered = await listOffered(db, roundId, estateId ? [estateId] : [...places.keys()])
      const rows = offered.flatMap(({ estateId: of, answers, slips, means }) => {
        const { companyId, communityId } = places.get(of)!
        return [...means].map(([indicator, { mean, low, high, numerator, denominator }]) => ({
          ...{ roundId, estateId: of, companyId, communityId, indicator, origin: 'surveyed' as const },
          ...parseValue(find(indicator), { numerator, denominator }),
          ...{ low, high, ...period, rubricVersion, asOf: today },
          source: say('scorecards.surveys.source', { answers, slips, mean, low, high }, locale),
        }))
      })
      if (rows.length === 0) refuse('conflict', 'scorecards.survey_nothing_to_take')
      await insertMany(db, 'indicatorValue', rows)
      await record(db, 'scorecards.values_taken', roundId, { values: rows.length })
      return { taken: rows.length }
    }),
}

/** The survey's results without those whose indicator has a value already. */
export async function listOffered(
  db: TenantDb,
  roundId: string,
  estateIds: readonly string[],
): Promise<EstateResult[]> {
  const results = await listSurveyResults(db, roundId, estateIds)
  if (results.length === 0) return []
  const values = await listValues(
    db,
    roundId,
    results.map((result) => result.estateId),
  )
  return withoutValued(results, values)
}

export function withoutValued(
  results: readonly EstateResult[],
  values: readonly { estateId: string; indicator: string }[],
) {
  const valued = new Set(values.map(({ estateId, indicator }) => `${estateId} ${indicator}`))
  return results.flatMap((result) => {
    const means = new Map([...result.means].filter(([indicator]) => !valued.has(`${result.estateId} ${indicator}`)))
    return means.size > 0 ? [{ ...result, means }] : []
  })
}
