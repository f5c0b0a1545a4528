import { submit } from '#lib/server/submit.ts'
import { ChosenEstates } from '@bilin/domain/estates/listing'
import { fieldRules } from '@bilin/domain/fieldRules'
import { m } from '@bilin/i18n'
import { error, redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const alliances = await locals.api.estates.alliances()
  const alliance = alliances.find(({ slug }) => slug === url.searchParams.get('from'))
  return { alliance: alliance ?? error(404, m['estates.listed_at_home']()), rules: fieldRules(ChosenEstates) }
}

export const actions: Actions = {
  default: (event) => {
    const { estate, tenant } = event.params
    return submit(event, ChosenEstates, (api) => api.estates.unlist, {
      given: { ids: [estate] },
      then: () => redirect(303, `/${tenant}/estates/${estate}?saved#shares`),
    })
  },
}
