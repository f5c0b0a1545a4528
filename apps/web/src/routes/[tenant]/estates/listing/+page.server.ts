import { answer } from '#lib/server/answer.ts'
import { m } from '@bilin/i18n'
import { error, redirect } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const alliances = await locals.api.estates.alliances()
  const alliance =
    alliances.find(({ slug }) => slug === url.searchParams.get('to')) ?? error(404, m['estates.listed_at_home']())
  const ids = url.searchParams.getAll('ids')
  const rows = ids.length > 0 ? await locals.api.estates.toList({ ids } as never) : []
  const ours = await locals.at(alliance.slug).estates.ours()
  const before = ours.find(({ estateId }) => ids.includes(estateId))
  return {
    alliance,
    rows: rows.map((row) => ({ ...row, listed: ours.some(({ estateId }) => estateId === row.estateId) })),
    purpose: before?.purpose ?? '',
    until: before?.until ?? '',
  }
}

export const actions: Actions = {
  default: (event) =>
    answer(event, async (typed) => {
      const { count } = await event.locals.api.estates.list(typed as never)
      const said = new URLSearchParams({ shared: String(count), to: String(typed.alliance) })
      redirect(303, `/${event.params.tenant}/estates?${said}`)
    }),
}
