import { submit } from '#lib/server/submit.ts'
import { OneEstate, upToDate } from '@bilin/domain/estates/estate'
import { Looking, LookingAtListed } from '@bilin/domain/estates/listing'
import { fieldRules } from '@bilin/domain/fieldRules'
import { readListFilters, toListQuery } from './looking.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const looking = readListFilters(url)
  const { tenant } = await parent()
  if (tenant.kind === 'alliance') {
    const shown = LookingAtListed.parse(toListQuery(looking, ['kind', 'community', 'sort', 'order']))
    return { looking, shared: await locals.api.estates.listed(shown), own: null }
  }
  const [{ rows, next, sums }, alliances] = await Promise.all([
    locals.api.estates.records(Looking.parse(toListQuery(looking, ['kind', 'search', 'sort', 'order', 'after']))),
    locals.api.estates.alliances(),
  ])
  const copies = await Promise.all(
    alliances.map(async (alliance) => ({ alliance, ours: await locals.at(alliance.slug).estates.ours() })),
  )
  const listed = (row: (typeof rows)[number]) =>
    copies.flatMap(({ alliance, ours }) =>
      ours
        .filter(({ estateId }) => estateId === row.id)
        .map((copy) => ({ ...alliance, listedAt: copy.listedAt, stale: !upToDate(row, copy) })),
    )
  const said = (key: string) => url.searchParams.get(key)
  return {
    looking,
    shared: null,
    own: {
      rules: fieldRules(OneEstate),
      rows: rows.map((row) => ({ ...row, listed: listed(row) })),
      next,
      sums,
      alliances,
      removed: said('removed') ? { id: said('removed')!, name: said('name') ?? '' } : null,
      restored: said('restored'),
      imported: said('added')
        ? { added: said('added')!, changed: said('changed') ?? '0', same: said('same') ?? '0' }
        : null,
      justShared: said('shared')
        ? { count: said('shared')!, alliance: alliances.find(({ slug }) => slug === said('to')) }
        : null,
    },
  }
}

export const actions: Actions = {
  restore: (event) => submit(event, OneEstate, (api) => api.estates.restore, { then: () => ({ restored: true }) }),
}
