import { proofOf } from '#lib/server/proof.ts'
import { refuse } from '@bilin/domain/refusal'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event
  const { scorecards } = locals.api
  const of = { slug: params.round, version: url.searchParams.get('version') ?? '' }
  const asked = await scorecards.results.list(of)
  if (asked.round.stage !== 'published') refuse('not_found', 'scorecards.not_published')
  const figures = await scorecards.results.figures(of)
  const { body } = asked.rubric
  const seal = asked.seals.find(({ version }) => version === asked.version)
  return {
    round: asked.round,
    version: asked.version,
    seals: asked.seals,
    proof: seal ? proofOf(event, seal.hash) : null,
    results: asked.results,
    ratings: asked.ratings,
    figures,
    dimensions: body.dimensions.map(({ code, zh, en }) => ({ code, zh, en })),
  }
}
