import { indicatorsOf, weightOf } from '@bilin/domain/scorecards/rubric'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { body, ...rubric } = await locals.api.scorecards.rubric({ rubricId: params.rubric })
  return {
    rubric,
    dimensions: body.dimensions.map((dimension) => ({ ...dimension, weight: weightOf(dimension) })),
    indicators: indicatorsOf(body).length,
    vetoes: body.vetoes,
  }
}
