import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { PracticeChange } from '@bilin/domain/practices/practice'
import { redirect } from '@sveltejs/kit'
import { loadWritingAids } from '../../editor/writingAids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const [practice, aids] = await Promise.all([
    locals.api.practices.written({ practiceId: params.practice }),
    loadWritingAids(locals),
  ])
  return { ...aids, rules: fieldRules(PracticeChange), practice }
}

export const actions: Actions = {
  default: (event) => {
    const { practice: practiceId, tenant } = event.params
    return submit(event, PracticeChange, (api) => api.practices.change, {
      given: { practiceId },
      then: () => redirect(303, `/${tenant}/practices/${practiceId}`),
    })
  },
}
