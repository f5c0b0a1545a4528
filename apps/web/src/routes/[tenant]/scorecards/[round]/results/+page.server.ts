import { refuse } from '@bilin/domain/refusal'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { scorecards } = locals.api
  const asked = await scorecards.results({ slug: params.round })
  if (asked.round.stage !== 'published') refuse('not_found', 'scorecards.not_published')
  const figures = await scorecards.figures({ slug: params.round })
  const { body } = asked.rubric
  return {
    round: asked.round,
    results: asked.results,
    figures,
    dimensions: body.dimensions.map(({ code, zh, en }) => ({ code, zh, en })),
  }
}
