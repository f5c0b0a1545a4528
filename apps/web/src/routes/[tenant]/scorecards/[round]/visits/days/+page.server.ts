import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { NewDaysOff, OneDaysOff } from '@bilin/domain/scorecards/rota/daysOff'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { isAllowed } from '@bilin/domain/stages/machine'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { coordinates } = await parent()
  const found = await locals.api.scorecards.rota.daysOff({ slug: params.round })
  return {
    ...found,
    mayChange: coordinates && isAllowed(roundMachine.acts.planVisits, found.round.stage),
    rules: { add: fieldRules(NewDaysOff), remove: fieldRules(OneDaysOff) },
  }
}

export const actions: Actions = {
  add: (event) => submit(event, NewDaysOff, (api) => api.scorecards.rota.leaveOutDays),
  remove: (event) => submit(event, OneDaysOff, (api) => api.scorecards.rota.useDaysAgain),
}
