import { createQr } from '#lib/server/qr.ts'
import { receive, submit } from '#lib/server/submit.ts'
import { longDay } from '#lib/words/days.ts'
import { inviteeProblemWords } from '#lib/words/inviteeWords.ts'
import { roleWords } from '#lib/words/tenantWords.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { may } from '@bilin/domain/permissions'
import { InviteeList, readInvitees } from '@bilin/domain/tenants/invitees'
import { m } from '@bilin/i18n'
import { redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const { tenant, own, seat } = await locals.here()
  if (tenant.id !== own.id || !may(seat.role, 'tenants.invite')) redirect(303, `/${params.tenant}/people`)
  return { rules: fieldRules(InviteeList) }
}

export const actions: Actions = {
  preview: (event) =>
    receive(event, InviteeList, async ({ text, days }) => {
      const { tenant } = await event.locals.here()
      const lines = readInvitees(text, tenant.kind).map(({ role, problems, ...line }) => ({
        ...line,
        role: roleWords[role](),
        problems: problems.map((problem) => inviteeProblemWords[problem]()),
      }))
      return { typed: { text, days }, lines }
    }),
  invite: (event) =>
    submit(event, InviteeList, (api) => api.tenants.inviteAll, {
      then: async (invited) => {
        const { tenant } = await event.locals.here()
        return {
          slips: invited.map(({ path, expiresAt, ...invitee }) => {
            const link = new URL(path, event.url).href
            const until = longDay(expiresAt)
            const named = { name: invitee.name, title: invitee.title, tenant: tenant.name, link, until }
            return { ...invitee, link, until, qr: createQr(link), text: m['tenants.invitation_text_to'](named) }
          }),
        }
      },
    }),
}
