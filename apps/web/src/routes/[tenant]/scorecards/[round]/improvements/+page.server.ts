import { answer } from '#lib/server/answer.ts'
import { putPhotos } from '#lib/server/photos.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ...(await locals.api.scorecards.improvements({ slug: params.round })),
  shown: url.searchParams.get('show') ?? '',
  asked: {
    estateId: url.searchParams.get('estate') ?? '',
    indicator: url.searchParams.get('indicator') ?? '',
  },
})

export const actions: Actions = {
  commit: (event) =>
    answer(event, (typed) =>
      event.locals.api.scorecards.commitImprovement({ ...typed, slug: event.params.round } as never),
    ),
  change: (event) => answer(event, (typed) => event.locals.api.scorecards.changeImprovement(typed as never)),
  finish: (event) =>
    answer(event, async ({ photo: _, ...typed }, form) => {
      await event.locals.api.scorecards.finishImprovement(typed as never)
      await putPhotos(event, 'improvement', String(typed.improvementId), form)
    }),
  resume: (event) => answer(event, (typed) => event.locals.api.scorecards.resumeImprovement(typed as never)),
  drop: (event) => answer(event, (typed) => event.locals.api.scorecards.dropImprovement(typed as never)),
}
