import { submit } from '#lib/server/submit.ts'
import { EstateForm } from '@bilin/domain/estates/estate'
import { fieldRules } from '@bilin/domain/fieldRules'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = () => ({ rules: fieldRules(EstateForm) })

export const actions: Actions = {
  default: (event) =>
    submit(event, EstateForm, (api) => api.estates.add, {
      then: ({ id }) => redirect(303, `/${event.params.tenant}/estates/${id}?added`),
    }),
}
