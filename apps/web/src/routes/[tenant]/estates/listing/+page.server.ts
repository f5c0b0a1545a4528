import { submit } from '#lib/server/submit.ts'
import { Listing } from '@bilin/domain/estates/listing'
import { fieldRules } from '@bilin/domain/fieldRules'
import { m } from '@bilin/i18n'
import { error, redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const alliances = await locals.api.estates.alliances()
  const alliance =
    alliances.find(({ slug }) => slug === url.searchParams.get('to')) ?? error(404, m['estates.listed_at_home']())
  const ids = url.searchParams.getAll('ids')
  const rows = ids.length > 0 ? await locals.api.estates.toList({ ids }) : []
  const ours = await locals.at(alliance.slug).estates.ours()
  const before = ours.find(({ estateId }) => ids.includes(estateId))
  return {
    alliance,
    rules: fieldRules(Listing),
    rows: rows.map((row) => ({ ...row, listed: ours.some(({ estateId }) => estateId === row.estateId) })),
    purpose: before?.purpose ?? '',
    until: before?.until ?? '',
  }
}

export const actions: Actions = {
  default: (event) =>
    submit(event, Listing, (api) => api.estates.list, {
      then({ count }, { alliance }) {
        const shared = new URLSearchParams({ shared: String(count), to: alliance })
        redirect(303, `/${event.params.tenant}/estates?${shared}`)
      },
    }),
}
