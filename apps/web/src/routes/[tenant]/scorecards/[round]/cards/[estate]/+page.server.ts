import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { scorecards } = locals.api
  const of = { slug: params.round, estateId: params.estate }
  const [card, learning] = await Promise.all([
    scorecards.card({ ...of, version: url.searchParams.get('version') ?? '' }),
    scorecards.lowest(of),
  ])
  return { ...card, learning }
}
