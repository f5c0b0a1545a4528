import { sendDownload, sendSheet } from '#lib/server/download.ts'
import { LookingAtListed } from '@bilin/domain/estates/listing'
import { readListFilters, toListQuery } from '../listFilters.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { bilin, api } = event.locals
  const { tenant } = await api.tenants.here()
  if (tenant.kind !== 'alliance') return sendSheet(event, bilin.streamEstates(api))
  const shown = LookingAtListed.parse(toListQuery(readListFilters(event.url), ['kind', 'community', 'sort', 'order']))
  return sendDownload(event, api.estates.listedSheet(shown))
}
