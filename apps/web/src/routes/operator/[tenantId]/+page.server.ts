import { submit } from '#lib/server/submit.ts'
import { fieldRules } from '@bilin/domain/fieldRules'
import { InvitationTo, Member, OneInvitation, OneSeat } from '@bilin/domain/tenants/registry'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const [one, tenants] = await Promise.all([
    locals.api.operator.tenant({ tenantId: params.tenantId }),
    locals.api.operator.tenants(),
  ])
  const inside = new Set(one.members.map(({ id }) => id))
  return {
    ...one,
    candidates: tenants.filter(({ id }) => id !== params.tenantId && !inside.has(id)),
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
  revoke: (event) => submit(event, OneInvitation, (api) => api.operator.revokeInvitation),
}
