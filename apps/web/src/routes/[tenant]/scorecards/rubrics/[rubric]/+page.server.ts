import { getIndicators, OneRubric, sumWeights } from '@bilin/domain/scorecards/rubrics/rubric'
import { submit } from '#lib/server/submit.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { body, ...rubric } = await locals.api.scorecards.rubrics.get({ rubricId: params.rubric })
  return {
    rubric,
    dimensions: body.dimensions.map((dimension) => ({ ...dimension, weight: sumWeights(dimension) })),
    indicators: getIndicators(body).length,
    vetoes: body.vetoes,
  }
}

export const actions: Actions = {
  retire: (event) =>
    submit(event, OneRubric, (api) => api.scorecards.rubrics.retire, { given: { rubricId: event.params.rubric } }),
  offer: (event) =>
    submit(event, OneRubric, (api) => api.scorecards.rubrics.offer, { given: { rubricId: event.params.rubric } }),
}
