import { answer } from '#lib/server/answer.ts'
import { m } from '@bilin/i18n'
import { error, redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const alliances = await locals.api.estates.alliances()
  const alliance = alliances.find(({ slug }) => slug === url.searchParams.get('from'))
  return { alliance: alliance ?? error(404, m['estates.listed_at_home']()) }
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const { estate, tenant } = event.params
      await event.locals.api.estates.unlist({ ...typed, ids: [estate] } as never)
      redirect(303, `/${tenant}/estates/${estate}?saved#shares`)
    }),
}
