import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const [one, tenants] = await Promise.all([
    locals.api.operator.tenant({ tenantId: params.tenantId }),
    locals.api.operator.tenants(),
  ])
  const inside = new Set(one.members.map(({ id }) => id))
  return { ...one, candidates: tenants.filter(({ id }) => id !== params.tenantId && !inside.has(id)) }
}

export const actions: Actions = {
  invite: (event) =>
    answer(event, async (typed) => {
      const { path } = await event.locals.api.operator.invite({
        ...typed,
        tenantId: event.params.tenantId,
      } as never)
      return { link: new URL(path, event.url).href }
    }),
  addMember: (event) =>
    answer(event, (typed) =>
      event.locals.api.operator.addMember({ ...typed, allianceId: event.params.tenantId } as never),
    ),
  endMember: (event) =>
    answer(event, (typed) =>
      event.locals.api.operator.endMember({ ...typed, allianceId: event.params.tenantId } as never),
    ),
  endSeat: (event) => answer(event, (typed) => event.locals.api.operator.endSeat(typed as never)),
  revoke: (event) => answer(event, (typed) => event.locals.api.operator.revokeInvitation(typed as never)),
}
