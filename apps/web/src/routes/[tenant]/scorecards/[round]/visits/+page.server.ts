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
  dates: (event) =>
    answer(event, async ({ days = {} }) => {
      const { visits } = await event.locals.api.scorecards.round({ slug: event.params.round })
      const typed = days as Record<string, string>
      const moved = visits.filter(({ id, plannedOn }) => id in typed && typed[id] !== (plannedOn ?? ''))
      for (const { id } of moved)
        await event.locals.api.scorecards.dateVisit({ visitId: id, plannedOn: typed[id] } as never)
      return { dated: moved.length }
    }),
}
