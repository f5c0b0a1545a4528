import { redirect } from '@sveltejs/kit'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { Adopting } from '@bilin/domain/practices/adoption'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  rules: fieldRules(Adopting),
  practice: await locals.api.practices.shared({ practiceId: params.practice }),
})

export const actions: Actions = {
  default: (event) => {
    const { practice: practiceId, tenant } = event.params
    return submit(event, Adopting, (api) => api.practices.adopt, {
      given: { practiceId },
      then: () => redirect(303, `/${tenant}/practices/${practiceId}`),
    })
  },
}
