import { submit } from '#lib/server/submit.ts'
import { ContractForm } from '@bilin/domain/estates/contract'
import { covers } from '@bilin/domain/estates/term'
import { fieldRules } from '@bilin/domain/fieldRules'
import { companiesOf } from '../companies.ts'
import { copiesOf } from './copies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { estate, today } = await parent()
  const current = estate.contracts.find((contract) => covers(contract, today))
  const [copies, companies] = await Promise.all([
    copiesOf(locals, estate.id, { ...estate, companyName: current?.companyName ?? null }),
    companiesOf(locals),
  ])
  const said = (key: string) => url.searchParams.has(key)
  return {
    copies,
    companies,
    rules: fieldRules(ContractForm),
    phone: said('phone') ? await locals.api.estates.phone({ estateId: params.estate }) : null,
    outcome: said('added') ? ('added' as const) : said('saved') ? ('saved' as const) : null,
  }
}

/** A company that is chosen is named as the registry names it, whatever was typed beside it. */
async function chosenCompany(locals: App.Locals, form: FormData) {
  const chosen = (await companiesOf(locals)).find(({ id }) => id === form.get('companyId'))
  return chosen ? { companyName: chosen.name } : {}
}

export const actions: Actions = {
  addContract: (event) =>
    submit(event, ContractForm, (api) => api.estates.addContract, {
      given: async (form) => ({ estateId: event.params.estate, ...(await chosenCompany(event.locals, form)) }),
    }),
}
