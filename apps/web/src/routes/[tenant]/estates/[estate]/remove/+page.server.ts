import { submit } from '#lib/server/submit.ts'
import { EstateRemoval } from '@bilin/domain/estates/estate'
import { fieldRules } from '@bilin/domain/fieldRules'
import { redirect } from '@sveltejs/kit'
import { loadCopies } from '../copies.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, parent }) => {
  const { estate } = await parent()
  const copies = await loadCopies(locals, estate.id, { ...estate, companyName: null })
  return {
    sharedWith: copies.filter(({ copy }) => copy !== null).map(({ alliance }) => alliance.name),
    rules: fieldRules(EstateRemoval),
  }
}

export const actions: Actions = {
  default: (event) => {
    const { estate, tenant } = event.params
    return submit(event, EstateRemoval, (api) => api.estates.remove, {
      given: { estateId: estate },
      then: ({ name }) => redirect(303, `/${tenant}/estates?${new URLSearchParams({ removed: estate, name })}`),
    })
  },
}
