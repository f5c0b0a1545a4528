import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals }) => locals.api.tenants.people()

export const actions: Actions = {
  invite: (event) =>
    answer(event, async (typed) => {
      const { path } = await event.locals.api.tenants.invite(typed as never)
      return { link: new URL(path, event.url).href }
    }),
  endSeat: (event) => answer(event, (typed) => event.locals.api.tenants.endSeat(typed as never)),
  revoke: (event) => answer(event, (typed) => event.locals.api.tenants.revokeInvitation(typed as never)),
}
