import { loadProof } from '#lib/server/proof.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event
  const { scorecards } = locals.api
  const version = url.searchParams.get('version') ?? ''
  const of = { slug: params.round, estateId: params.estate, version }
  const [card, learning] = await Promise.all([scorecards.results.card(of), scorecards.improvements.weakest(of)])
  return { ...card, learning, proof: card.sealed ? loadProof(event, card.sealed) : null }
}
