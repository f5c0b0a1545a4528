import { redirect } from '@sveltejs/kit'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { OpenResponses } from '@bilin/domain/scorecards/findings/disclosure'
import { VisitReminder } from '@bilin/domain/scorecards/messages/newMessages'
import { confirmedVisits } from '../confirmed.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => ({
  ...(await locals.api.scorecards.messages.behind({ slug: params.round })),
  origin: url.origin,
  rules: { remind: fieldRules(VisitReminder), end: fieldRules(OpenResponses) },
})

export const actions: Actions = {
  remind: (event) =>
    submit(event, VisitReminder, (api) => api.scorecards.messages.remind, { then: ({ reminded }) => ({ reminded }) }),
  openResponses: (event) =>
    submit(event, OpenResponses, (api) => api.scorecards.findings.openResponses, {
      given: confirmedVisits,
      then: () => redirect(303, `/${event.params.tenant}/scorecards/${event.params.round}`),
    }),
}
