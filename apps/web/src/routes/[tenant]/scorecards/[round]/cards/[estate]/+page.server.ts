import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.api.scorecards.card({ slug: params.round, estateId: params.estate })
