import { submit } from '#lib/server/submit.ts'
import { ConfirmedNotice, NoticeText } from '@bilin/domain/calendar/notice'
import { fieldRules } from '@bilin/domain/fieldRules'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await locals.api.calendar.notices()),
  rules: fieldRules(NoticeText),
  confirmRules: fieldRules(ConfirmedNotice),
})

export const actions: Actions = {
  read: (event) =>
    submit(event, NoticeText, (api) => api.calendar.readNotice, {
      then: (understood, { text, year, title = '' }) => ({
        understood,
        values: { text, year: String(year ?? ''), title },
      }),
    }),
  add: (event) =>
    submit(event, ConfirmedNotice, (api) => api.calendar.addNotice, {
      then: () => redirect(303, '/operator/calendar'),
    }),
}
