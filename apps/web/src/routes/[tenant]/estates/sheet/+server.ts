import { sendDownload } from '#lib/server/download.ts'
import { LookingAtListed } from '@bilin/domain/estates/listing'
import { readListFilters, toListQuery } from '../looking.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { estates, tenants } = event.locals.api
  const { tenant } = await tenants.here()
  const shown = LookingAtListed.parse(toListQuery(readListFilters(event.url), ['kind', 'community', 'sort', 'order']))
  return sendDownload(event, tenant.kind === 'alliance' ? estates.listedSheet(shown) : estates.sheet())
}
