import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { coordinates } = await parent()
  const round = await locals.api.scorecards.round({ slug: params.round })
  const planning = coordinates && (round.stage === 'planning' || round.stage === 'visiting')
  return {
    round,
    visitors: planning ? await locals.api.scorecards.visitors() : [],
    asked: { estate: url.searchParams.get('estate') ?? '', state: url.searchParams.get('state') ?? '' },
  }
}

export const actions: Actions = {
  propose: (event) => answer(event, (typed) => event.locals.api.scorecards.proposeVisits(typed as never)),
  add: (event) => answer(event, (typed) => event.locals.api.scorecards.addVisit(typed as never)),
  date: (event) => answer(event, (typed) => event.locals.api.scorecards.dateVisit(typed as never)),
  drop: (event) => answer(event, (typed) => event.locals.api.scorecards.dropVisit(typed as never)),
}
