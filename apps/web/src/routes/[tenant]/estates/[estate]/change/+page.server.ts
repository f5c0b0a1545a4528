import { submit } from '#lib/server/submit.ts'
import { EstateChange } from '@bilin/domain/estates/estate'
import { fieldRules } from '@bilin/domain/fieldRules'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => ({ rules: fieldRules(EstateChange) })

export const actions: Actions = {
  default: (event) =>
    submit(event, EstateChange, (api) => api.estates.change, {
      given: { estateId: event.params.estate },
      then: () => redirect(303, `/${event.params.tenant}/estates/${event.params.estate}?saved`),
    }),
}
