import { putPhotos } from '#lib/server/photos.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { Commitment, CommitmentChange, Doing, OneImprovement } from '@bilin/domain/scorecards/improvements/improvement'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ...(await locals.api.scorecards.improvements.list({ slug: params.round })),
  shown: url.searchParams.get('show') ?? '',
  asked: {
    estateId: url.searchParams.get('estate') ?? '',
    indicator: url.searchParams.get('indicator') ?? '',
  },
  rules: {
    commit: fieldRules(Commitment),
    change: fieldRules(CommitmentChange),
    finish: fieldRules(Doing),
    one: fieldRules(OneImprovement),
  },
})

export const actions: Actions = {
  commit: (event) =>
    submit(event, Commitment, (api) => api.scorecards.improvements.commit, { given: { slug: event.params.round } }),
  change: (event) => submit(event, CommitmentChange, (api) => api.scorecards.improvements.change),
  finish: (event) =>
    submit(event, Doing, (api) => api.scorecards.improvements.finish, {
      then: (_done, { improvementId }, form) => putPhotos(event, 'improvement', improvementId, form),
    }),
  resume: (event) => submit(event, OneImprovement, (api) => api.scorecards.improvements.resume),
  drop: (event) => submit(event, OneImprovement, (api) => api.scorecards.improvements.drop),
}
