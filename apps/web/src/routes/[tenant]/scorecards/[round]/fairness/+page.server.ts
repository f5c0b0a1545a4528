import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { WhatIfQuestion } from '@bilin/domain/scorecards/results/leftOut'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ...(await locals.api.scorecards.results.fairness({
    slug: params.round,
    search: (url.searchParams.get('search') ?? '').trim().slice(0, 60),
  })),
  rules: fieldRules(WhatIfQuestion),
})

export const actions: Actions = {
  try: (event) =>
    submit(event, WhatIfQuestion, (api) => api.scorecards.results.whatIf, {
      given: { slug: event.params.round },
      then: (changes) => ({ changes }),
    }),
}
