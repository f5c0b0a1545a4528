import { readListing } from '#lib/list/address.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { EstateListing } from '@bilin/domain/scorecards/rounds/listing'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { NewSurveys, SurveyEnd, SurveyMove } from '@bilin/domain/scorecards/surveys/survey'
import { isAllowed } from '@bilin/domain/stages/machine'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const asked = readListing(EstateListing, url)
  const found = await locals.api.scorecards.surveys.list({ slug: params.round, ...asked })
  return {
    ...found,
    asked,
    open: isAllowed(roundMachine.acts.survey, found.round.stage),
    rules: { open: fieldRules(NewSurveys), move: fieldRules(SurveyMove), end: fieldRules(SurveyEnd) },
  }
}

export const actions: Actions = {
  open: (event) => submit(event, NewSurveys, (api) => api.scorecards.surveys.open, { then: (opened) => ({ opened }) }),
  move: (event) => submit(event, SurveyMove, (api) => api.scorecards.surveys.move),
  end: (event) => submit(event, SurveyEnd, (api) => api.scorecards.surveys.end, { then: () => ({ ended: true }) }),
}
