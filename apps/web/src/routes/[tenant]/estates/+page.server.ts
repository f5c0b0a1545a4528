import { submit } from '#lib/server/submit.ts'
import { OneEstate, upToDate } from '@bilin/domain/estates/estate'
import { Looking, LookingAtListed } from '@bilin/domain/estates/listing'
import { fieldRules } from '@bilin/domain/fieldRules'
import { readListFilters, toListQuery } from './listFilters.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const filters = readListFilters(url)
  const { tenant } = await parent()
  if (tenant.kind === 'alliance') {
    const shown = LookingAtListed.parse(toListQuery(filters, ['kind', 'community', 'sort', 'order']))
    return { filters, shared: await locals.api.estates.listed(shown), own: null }
  }
  const [{ rows, next, sums }, alliances] = await Promise.all([
    locals.api.estates.records(Looking.parse(toListQuery(filters, ['kind', 'search', 'sort', 'order', 'after']))),
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
  const param = (key: string) => url.searchParams.get(key)
  return {
    filters,
    shared: null,
    own: {
      rules: fieldRules(OneEstate),
      rows: rows.map((row) => ({ ...row, listed: listed(row) })),
      next,
      sums,
      alliances,
      removed: param('removed') ? { id: param('removed')!, name: param('name') ?? '' } : null,
      restored: param('restored'),
      imported: param('added')
        ? { added: param('added')!, changed: param('changed') ?? '0', same: param('same') ?? '0' }
        : null,
      justShared: param('shared')
        ? { count: param('shared')!, alliance: alliances.find(({ slug }) => slug === param('to')) }
        : null,
    },
  }
}

export const actions: Actions = {
  restore: (event) => submit(event, OneEstate, (api) => api.estates.restore, { then: () => ({ restored: true }) }),
}
