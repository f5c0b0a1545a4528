import { filesIn } from '#lib/server/files.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { OneFile } from '@bilin/domain/files/content'
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
    file: fieldRules(OneFile),
  },
})

export const actions: Actions = {
  commit: (event) =>
    submit(event, Commitment, (api) => api.scorecards.improvements.commit, { given: { slug: event.params.round } }),
  change: (event) => submit(event, CommitmentChange, (api) => api.scorecards.improvements.change),
  finish: (event) => submit(event, Doing, (api) => api.scorecards.improvements.finish, { given: filesIn }),
  removeFile: (event) => submit(event, OneFile, (api) => api.scorecards.improvements.removeFile),
  resume: (event) => submit(event, OneImprovement, (api) => api.scorecards.improvements.resume),
  drop: (event) => submit(event, OneImprovement, (api) => api.scorecards.improvements.drop),
}
