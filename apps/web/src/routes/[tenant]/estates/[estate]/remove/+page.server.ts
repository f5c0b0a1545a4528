import { answer } from '#lib/server/answer.ts'
import { redirect } from '@sveltejs/kit'
import { copiesOf } from '../copies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { estate } = await parent()
  const copies = await copiesOf(locals, estate.id, { ...estate, companyName: null })
  return { sharedWith: copies.filter(({ copy }) => copy !== null).map(({ alliance }) => alliance.name) }
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const { estate, tenant } = event.params
      const { name } = await event.locals.api.estates.remove({ ...typed, estateId: estate } as never)
      redirect(303, `/${tenant}/estates?${new URLSearchParams({ removed: estate, name })}`)
    }),
}
