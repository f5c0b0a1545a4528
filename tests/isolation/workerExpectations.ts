import { registryTables, tenantTables, type Expected } from './expectations.ts'

/** A background job: in its tenant, as the tenant itself, on the tables that its feature opened to it. */
const onlyRead = ({ read }: Expected): Expected => (read ? { read } : {})
const { rota, rota_computation: computation } = tenantTables
export const atTheWorker: Record<string, Expected> = {
  rota: { read: rota!.read!, put: rota!.put!, change: rota!.change! },
  rota_computation: { read: computation!.read!, change: computation!.change!, remove: computation!.remove! },
  ...Object.fromEntries(
    ['rota_estate', 'rota_person', 'absence', 'declared_conflict', 'round', 'round_estate', 'visit', 'score_sheet']
      .concat('listed_estate')
      .map((name) => [name, onlyRead(tenantTables[name]!)]),
  ),
  ...Object.fromEntries(
    ['tenant', 'membership', 'seat', 'calendar_notice', 'calendar_day'].map((name) => [
      name,
      onlyRead(registryTables[name]!),
    ]),
  ),
}
