import { submit } from '#lib/server/submit.ts'
import { ContractForm } from '@bilin/domain/estates/contract'
import { covers } from '@bilin/domain/estates/term'
import { fieldRules } from '@bilin/domain/fieldRules'
import { loadCopies } from './copies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { estate, today } = await parent()
  const current = estate.contracts.find((contract) => covers(contract, today))
  const [copies, companies] = await Promise.all([
    loadCopies(locals, estate.id, { ...estate, companyName: current?.companyName ?? null }),
    locals.api.estates.companies(),
  ])
  const hasParam = (key: string) => url.searchParams.has(key)
  return {
    copies,
    companies,
    rules: fieldRules(ContractForm),
    phone: hasParam('phone') ? await locals.api.estates.phone({ estateId: params.estate }) : null,
    outcome: hasParam('added') ? ('added' as const) : hasParam('saved') ? ('saved' as const) : null,
  }
}

export const actions: Actions = {
  addContract: (event) =>
    submit(event, ContractForm, (api) => api.estates.addContract, {
      given: async () => ({ estateId: event.params.estate }),
    }),
}
