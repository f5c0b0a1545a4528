import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { LeftOut } from '@bilin/domain/scorecards/results/leftOut'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await locals.api.scorecards.results.fairness({ slug: params.round })),
  rules: fieldRules(LeftOut),
})

export const actions: Actions = {
  try: (event) =>
    submit(event, LeftOut, (api) => api.scorecards.results.whatIf, {
      given: { slug: event.params.round },
      then: (changes) => ({ changes }),
    }),
}
