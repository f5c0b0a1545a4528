import { refuse } from '@bilin/domain/refusal'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { RoundChange } from '@bilin/domain/scorecards/rounds/change'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { coordinates } = await parent()
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  return {
    round: await locals.api.scorecards.rounds.alone({ slug: params.round }),
    rules: fieldRules(RoundChange),
    link: `${url.origin}/${params.tenant}/scorecards/${params.round}`,
  }
}

export const actions: Actions = {
  default: (event) => submit(event, RoundChange, (api) => api.scorecards.rounds.change, { then: (changed) => changed }),
}
