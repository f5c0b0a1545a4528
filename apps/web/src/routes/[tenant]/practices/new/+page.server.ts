import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { NewPractice } from '@bilin/domain/practices/practice'
import { redirect } from '@sveltejs/kit'
import { loadWritingAids } from '../editor/writingAids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await loadWritingAids(locals)),
  rules: fieldRules(NewPractice),
})

export const actions: Actions = {
  default: (event) =>
    submit(event, NewPractice, (api) => api.practices.write, {
      then: ({ id }) => redirect(303, `/${event.params.tenant}/practices/${id}`),
    }),
}
