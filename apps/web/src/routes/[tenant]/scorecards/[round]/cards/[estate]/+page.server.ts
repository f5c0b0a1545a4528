import { proofOf } from '#lib/server/proof.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event
  const { scorecards } = locals.api
  const of = { slug: params.round, estateId: params.estate }
  const [card, learning] = await Promise.all([
    scorecards.card({ ...of, version: url.searchParams.get('version') ?? '' }),
    scorecards.lowest(of),
  ])
  return { ...card, learning, proof: card.sealed ? proofOf(event, card.sealed) : null }
}
