import { submit } from '#lib/server/submit.ts'
import { HoursChange } from '@bilin/domain/calendar/hours'
import { fieldRules } from '@bilin/domain/fieldRules'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await locals.api.calendar.here()),
  rules: fieldRules(HoursChange),
})

export const actions: Actions = {
  setHours: (event) => submit(event, HoursChange, (api) => api.calendar.setHours),
}
