import { indicatorsOf, weightOf } from '@bilin/domain/scorecards/rubrics/rubric'
import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { body, ...rubric } = await locals.api.scorecards.rubric({ rubricId: params.rubric })
  return {
    rubric,
    dimensions: body.dimensions.map((dimension) => ({ ...dimension, weight: weightOf(dimension) })),
    indicators: indicatorsOf(body).length,
    vetoes: body.vetoes,
  }
}

export const actions: Actions = {
  retire: (event) => answer(event, () => event.locals.api.scorecards.retireRubric({ rubricId: event.params.rubric })),
  offer: (event) => answer(event, () => event.locals.api.scorecards.offerRubric({ rubricId: event.params.rubric })),
}
