import { answer } from '#lib/server/answer.ts'
import { dayOf } from '@bilin/domain/calendar'
import { covers } from '@bilin/domain/estates/term'
import { companiesOf } from '../companies.ts'
import { copiesOf } from './copies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { estate } = await parent()
  const today = dayOf(new Date())
  const current = estate.contracts.find((contract) => covers(contract, today))
  const [copies, companies] = await Promise.all([
    copiesOf(locals, estate.id, { ...estate, companyName: current?.companyName ?? null }),
    companiesOf(locals),
  ])
  const said = (key: string) => url.searchParams.has(key)
  return {
    today,
    copies,
    companies,
    phone: said('phone') ? await locals.api.estates.phone({ estateId: params.estate }) : null,
    outcome: said('added') ? ('added' as const) : said('saved') ? ('saved' as const) : null,
  }
}

export const actions: Actions = {
  addContract: (event) =>
    answer(event, async (typed) => {
      const companies = await companiesOf(event.locals)
      const companyName = companies.find(({ id }) => id === typed.companyId)?.name ?? typed.companyName
      await event.locals.api.estates.addContract({
        ...typed,
        companyName,
        estateId: event.params.estate,
      } as never)
      return { done: true }
    }),
}
