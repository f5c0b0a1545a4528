import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params, url }) =>
  locals.api.scorecards.card({
    slug: params.round,
    estateId: params.estate,
    version: url.searchParams.get('version') ?? '',
  })
