import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  rounds: await locals.api.scorecards.results.ownSeverity(),
})
