import type { Expected } from './claims.ts'
import { registryTables, tenantTables } from './expectations.ts'

/** A background job: in its tenant, as the tenant itself, on the tables that its feature opened to it. */
const onlyRead = ({ select: read }: Expected): Expected => (read ? { select: read } : {})
const { rota, rota_computation: computation } = tenantTables
export const atTheWorker: Record<string, Expected> = {
  rota: { select: rota!.select!, insert: rota!.insert!, update: rota!.update! },
  rota_computation: { select: computation!.select!, update: computation!.update!, delete: computation!.delete! },
  ...Object.fromEntries(
    [
      'rota_estate',
      'rota_person',
      'absence',
      'declared_conflict',
      'round_day_off',
      'round',
      'round_estate',
      'visit',
      'score_sheet',
    ]
      .concat('listed_estate')
      .map((name) => [name, onlyRead(tenantTables[name]!)]),
  ),
  ...Object.fromEntries(
    ['neighbour', 'neighbour_seat', 'membership', 'calendar_notice', 'calendar_day'].map((name) => [
      name,
      onlyRead(registryTables[name]!),
    ]),
  ),
}
