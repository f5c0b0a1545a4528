import { redirect } from '@sveltejs/kit'
import { refuse } from '@bilin/domain/refusal'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { PublishStep } from '@bilin/domain/scorecards/rounds/round'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { coordinates } = await parent()
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  const asked = { after: url.searchParams.get('after') ?? '', whole: url.searchParams.get('whole') === '1' }
  return {
    ...(await locals.api.scorecards.results.preview({ slug: params.round, ...asked })),
    asked,
    rules: fieldRules(PublishStep),
  }
}

export const actions: Actions = {
  publish: (event) =>
    submit(event, PublishStep, (api) => api.scorecards.results.publish, {
      then: () => redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}/results`),
    }),
}
