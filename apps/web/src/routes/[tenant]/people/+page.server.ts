import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { NewInvitation, OneInvitation, OneSeat } from '@bilin/domain/tenants/registry'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  ...(await locals.api.tenants.people()),
  rules: { invite: fieldRules(NewInvitation), endSeat: fieldRules(OneSeat), revoke: fieldRules(OneInvitation) },
})

export const actions: Actions = {
  invite: (event) =>
    submit(event, NewInvitation, (api) => api.tenants.invite, {
      then: ({ path }) => ({ link: new URL(path, event.url).href }),
    }),
  endSeat: (event) => submit(event, OneSeat, (api) => api.tenants.endSeat),
  makePasswordLink: (event) =>
    submit(event, OneSeat, (api) => api.tenants.makePasswordLink, {
      then: ({ path }) => ({ passwordLink: new URL(path, event.url).href }),
    }),
  revoke: (event) => submit(event, OneInvitation, (api) => api.tenants.revokeInvitation),
}
