import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, params }) =>
  locals.api.scorecards.results.fairness({ slug: params.round })

export const actions: Actions = {
  try: (event) =>
    answer(event, async (typed) => ({
      changes: await event.locals.api.scorecards.results.whatIf({ ...typed, slug: event.params.round } as never),
    })),
}
