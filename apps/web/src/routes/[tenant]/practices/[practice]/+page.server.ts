import { redirect } from '@sveltejs/kit'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { PracticeDiscarding } from '@bilin/domain/practices/practice'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api }, params, parent, url }) => {
  const { tenant } = await parent()
  const practiceId = params.practice
  const rules = fieldRules(PracticeDiscarding)
  if (tenant.kind !== 'alliance') return { written: await api.practices.written({ practiceId }), shared: null, rules }
  const version = Number(url.searchParams.get('version')) || undefined
  return { written: null, shared: await api.practices.shared({ practiceId, version }), rules }
}

export const actions: Actions = {
  discard: (event) =>
    submit(event, PracticeDiscarding, (api) => api.practices.discard, {
      given: { practiceId: event.params.practice },
      then: () => redirect(303, `/${event.params.tenant}/practices`),
    }),
}
