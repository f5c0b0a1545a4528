import { readListing } from '#lib/list/address.ts'
import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { InvitationTo, Member, OneInvitation, OneSeat, TenantListing } from '@bilin/domain/tenants/registry'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { search } = readListing(TenantListing.pick({ search: true }), url)
  return {
    ...(await locals.api.operator.tenant({ tenantId: params.tenantId, search })),
    search,
    rules: {
      invite: fieldRules(InvitationTo),
      member: fieldRules(Member),
      endSeat: fieldRules(OneSeat),
      revoke: fieldRules(OneInvitation),
    },
  }
}

export const actions: Actions = {
  invite: (event) =>
    submit(event, InvitationTo, (api) => api.operator.invite, {
      given: { tenantId: event.params.tenantId },
      then: ({ path }) => ({ link: new URL(path, event.url).href }),
    }),
  addMember: (event) =>
    submit(event, Member, (api) => api.operator.addMember, { given: { allianceId: event.params.tenantId } }),
  endMember: (event) =>
    submit(event, Member, (api) => api.operator.endMember, { given: { allianceId: event.params.tenantId } }),
  endSeat: (event) => submit(event, OneSeat, (api) => api.operator.endSeat),
  makePasswordLink: (event) =>
    submit(event, OneSeat, (api) => api.operator.makePasswordLink, {
      then: ({ path }) => ({ passwordLink: new URL(path, event.url).href }),
    }),
  revoke: (event) => submit(event, OneInvitation, (api) => api.operator.revokeInvitation),
}
