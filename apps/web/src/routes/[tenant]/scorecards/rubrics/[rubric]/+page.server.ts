import { indicatorsOf, weightOf } from '@bilin/domain/scorecards/rubrics/rubric'
import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { body, ...rubric } = await locals.api.scorecards.rubrics.get({ rubricId: params.rubric })
  return {
    rubric,
    dimensions: body.dimensions.map((dimension) => ({ ...dimension, weight: weightOf(dimension) })),
    indicators: indicatorsOf(body).length,
    vetoes: body.vetoes,
  }
}

export const actions: Actions = {
  retire: (event) => answer(event, () => event.locals.api.scorecards.rubrics.retire({ rubricId: event.params.rubric })),
  offer: (event) => answer(event, () => event.locals.api.scorecards.rubrics.offer({ rubricId: event.params.rubric })),
}
