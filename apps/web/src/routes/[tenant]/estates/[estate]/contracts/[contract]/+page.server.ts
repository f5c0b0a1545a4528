import { submit } from '#lib/server/submit.ts'
import { ContractRemoval, Ending } from '@bilin/domain/estates/contract'
import { fieldRules } from '@bilin/domain/fieldRules'
import { error, redirect, type RequestEvent } from '@sveltejs/kit'
import { m } from '@bilin/i18n'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, parent }) => {
  const { estate } = await parent()
  const contract = estate.contracts.find(({ id }) => id === params.contract)
  if (!contract) error(404, m['estates.contract_not_found']())
  return { contract, rules: fieldRules(Ending) }
}

type Event = RequestEvent<{ tenant: string; estate: string; contract: string }>
const back = ({ params }: Event) => redirect(303, `/${params.tenant}/estates/${params.estate}?saved#contracts`)

export const actions: Actions = {
  end: (event) =>
    submit(event, Ending, (api) => api.estates.endContract, {
      given: { contractId: event.params.contract },
      then: () => back(event),
    }),
  remove: (event) =>
    submit(event, ContractRemoval, (api) => api.estates.removeContract, {
      given: { contractId: event.params.contract },
      then: () => back(event),
    }),
}
