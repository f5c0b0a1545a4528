import { redirect } from '@sveltejs/kit'
import { answer } from '#lib/server/answer.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({ tenants: await locals.api.operator.tenants() })

export const actions: Actions = {
  add: (event) =>
    answer(event, async (typed) => {
      const { id } = await event.locals.api.operator.addTenant(typed as never)
      redirect(303, `/operator/${id}`)
    }),
}
