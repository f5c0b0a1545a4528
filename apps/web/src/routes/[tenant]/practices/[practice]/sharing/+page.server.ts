import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { Prolonging, Withdrawing } from '@bilin/domain/practices/publication'
import { m } from '@bilin/i18n'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const practice = await locals.api.practices.written({ practiceId: params.practice })
  const given = practice.publications.find(({ alliance }) => alliance && alliance === url.searchParams.get('in'))
  if (!given) error(404, m['practices.not_found'](), {})
  const rules = { prolong: fieldRules(Prolonging), withdraw: fieldRules(Withdrawing) }
  return { practice, given, rules }
}

type Event = RequestEvent<{ tenant: string; practice: string }>
const back = ({ params }: Event) => redirect(303, `/${params.tenant}/practices/${params.practice}`)

export const actions: Actions = {
  prolong: (event) =>
    submit(event, Prolonging, (api) => api.practices.prolong, {
      given: { practiceId: event.params.practice },
      then: () => back(event),
    }),
  withdraw: (event) =>
    submit(event, Withdrawing, (api) => api.practices.withdraw, {
      given: { practiceId: event.params.practice },
      then: () => back(event),
    }),
}
