import { error, redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import { dayOf } from '@bilin/domain/calendar'
import { m } from '@bilin/i18n'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const taken = await locals.api.practices.taken()
  const adoption = taken.find(({ id }) => id === url.searchParams.get('adoption'))
  return {
    adoption: adoption ?? error(404, m['practices.not_found'](), {}),
    today: dayOf(new Date()),
  }
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.practices.endAdoption(typed as never)
      redirect(303, `/${event.params.tenant}/practices/adopted`)
    }),
}
