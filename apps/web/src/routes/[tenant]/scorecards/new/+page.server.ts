import { redirect } from '@sveltejs/kit'
import { permit } from '@bilin/domain/permissions'
import { refuse } from '@bilin/domain/refusal'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { NewRound } from '@bilin/domain/scorecards/rounds/round'
import { chosenEstates } from '../chosenEstates.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  const { seat, coordinates } = await parent()
  permit(seat.role, 'scorecards.plan')
  if (!coordinates) refuse('forbidden', 'permissions.not_yours')
  return {
    rules: fieldRules(NewRound),
    candidates: await locals.api.scorecards.rounds.candidates({}),
    rubrics: (await locals.api.scorecards.rubrics.list()).filter(({ retiredAt }) => !retiredAt),
    rubric: url.searchParams.get('rubric'),
  }
}

export const actions: Actions = {
  default: (event) =>
    submit(event, NewRound, (api) => api.scorecards.rounds.plan, {
      given: chosenEstates,
      then: ({ slug }) => redirect(303, `/${event.params.tenant}/scorecards/${slug}/visits`),
    }),
}
