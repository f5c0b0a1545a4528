import { answer } from '#lib/server/answer.ts'
import { error, redirect } from '@sveltejs/kit'
import { m } from '@bilin/i18n'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, parent }) => {
  const { estate } = await parent()
  const contract = estate.contracts.find(({ id }) => id === params.contract)
  if (!contract) error(404, m['estates.contract_not_found']())
  return { contract }
}

export const actions: Actions = {
  end: (event) =>
    answer(event, async (typed) => {
      await event.locals.api.estates.endContract({ ...typed, contractId: event.params.contract } as never)
      redirect(303, `/${event.params.tenant}/estates/${event.params.estate}?saved#contracts`)
    }),
  remove: (event) =>
    answer(event, async () => {
      await event.locals.api.estates.removeContract({ contractId: event.params.contract })
      redirect(303, `/${event.params.tenant}/estates/${event.params.estate}?saved#contracts`)
    }),
}
