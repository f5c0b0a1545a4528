import { xlsx } from '#lib/server/xlsx.ts'
import { dayOf } from '@bilin/domain/calendar'
import { LookingAtListed } from '@bilin/domain/estates/listing'
import { m } from '@bilin/i18n'
import { lookingOf, saidOf } from '../looking.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const { tenant } = await locals.api.tenants.here()
  const shown = LookingAtListed.parse(saidOf(lookingOf(url), ['kind', 'community', 'sort', 'order']))
  const bytes =
    tenant.kind === 'alliance' ? await locals.api.estates.listedLedger(shown) : await locals.api.estates.ledger()
  return xlsx(`${m['estates.ledger_of']({ place: tenant.name })} ${dayOf(new Date())}.xlsx`, bytes)
}
