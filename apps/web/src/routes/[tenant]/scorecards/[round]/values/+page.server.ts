import { readListing } from '#lib/list/address.ts'
import { filesIn } from '#lib/server/files.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { EstateListing } from '@bilin/domain/scorecards/rounds/listing'
import { roundMachine } from '@bilin/domain/scorecards/rounds/machine'
import { EnteredValue, NotApplicable, Period, SurveyTaken, ValueRemoval } from '@bilin/domain/scorecards/values/value'
import { isShare } from '@bilin/domain/scorecards/values/parseValue'
import { isAllowed } from '@bilin/domain/stages/machine'
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const asked = readListing(EstateListing, url)
  const { indicators, ...found } = await locals.api.scorecards.values.list({ slug: params.round, ...asked })
  const estate = found.estates.find(({ estateId }) => estateId === url.searchParams.get('estate'))
  const indicator = indicators.find(({ code }) => code === url.searchParams.get('indicator'))
  const value = estate?.values.find((one) => one.indicator === indicator?.code) ?? null
  return {
    ...found,
    asked,
    indicators: indicators.map(({ code, zh, en, weight }) => ({ code, zh, en, weight })),
    chosen:
      estate && indicator
        ? {
            estate: { estateId: estate.estateId, name: estate.name },
            indicator: { ...indicator, share: isShare(indicator) },
            value,
            evidence: found.evidence.filter(({ subjectId }) => subjectId === value?.id),
          }
        : null,
    open: isAllowed(roundMachine.acts.enterValues, found.round.stage),
    mayChangePeriod: isAllowed(roundMachine.acts.setPeriod, found.round.stage),
    rules: {
      enter: fieldRules(EnteredValue),
      declare: fieldRules(NotApplicable),
      remove: fieldRules(ValueRemoval),
      period: fieldRules(Period),
      take: fieldRules(SurveyTaken),
    },
  }
}

/** The page without the form of one value. */
const back = ({ url }: RequestEvent) => {
  const left = new URLSearchParams(url.searchParams)
  for (const name of [...left.keys()])
    if (name.startsWith('/') || ['estate', 'indicator', 'row'].includes(name)) left.delete(name)
  return redirect(303, left.size > 0 ? `?${left}` : url.pathname)
}

export const actions: Actions = {
  enter: (event) =>
    submit(event, EnteredValue, (api) => api.scorecards.values.enter, { given: filesIn, then: () => back(event) }),
  declare: (event) =>
    submit(event, NotApplicable, (api) => api.scorecards.values.declareNotApplicable, { then: () => back(event) }),
  remove: (event) => submit(event, ValueRemoval, (api) => api.scorecards.values.remove, { then: () => back(event) }),
  take: (event) => submit(event, SurveyTaken, (api) => api.scorecards.values.take, { then: () => back(event) }),
  period: (event) => submit(event, Period, (api) => api.scorecards.values.setPeriod),
}
