import { error, redirect } from '@sveltejs/kit'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { EndingAdoption } from '@bilin/domain/practices/adoption'
import { m } from '@bilin/i18n'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const taken = await locals.api.practices.taken()
  const adoption = taken.find(({ id }) => id === url.searchParams.get('adoption'))
  return {
    adoption: adoption ?? error(404, m['practices.not_found'](), {}),
    rules: fieldRules(EndingAdoption),
  }
}

export const actions: Actions = {
  default: (event) =>
    submit(event, EndingAdoption, (api) => api.practices.endAdoption, {
      then: () => redirect(303, `/${event.params.tenant}/practices/adopted`),
    }),
}
