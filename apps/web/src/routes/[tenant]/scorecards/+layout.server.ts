import { refuse } from '@bilin/domain/refusal'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = async ({ parent }) => {
  const { tenant, own, seat } = await parent()
  if (tenant.kind !== 'alliance') refuse('not_found', 'scorecards.only_in_alliance')
  return { coordinates: tenant.id === own.id && seat.role === 'coordinator' }
}
