/** Saves many values: one statement for those that are new, and one for those that change. */
import { tenantOf, type TenantDb } from '@bilin/db/tenant'
import { sql } from 'kysely'
import { ascendingIds } from '../../../rooms/bulk/ids.ts'
import { insertMany } from '../../../rooms/bulk/insertMany.ts'
import { toColumns, type ValuePlace, type Writable, type Writing } from './queries.ts'

/** `revision` is that of the value before; 0 where there is none. */
export type ValueToSave = { place: ValuePlace; revision: number; value: Writable }
type Saved = { id: string; companyId: string; origin: string }

/** Null where somebody else has saved one of them meanwhile. */
export async function saveValues(
  db: TenantDb,
  writing: Writing,
  values: readonly ValueToSave[],
): Promise<Saved[] | null> {
  const known = values.filter(({ revision }) => revision > 0)
  const changed = await updateValues(db, writing, known)
  if (changed.length < known.length) return null
  const inserted = await insertValues(
    db,
    writing,
    values.filter(({ revision }) => revision === 0),
  )
  return [...changed, ...inserted]
}

async function insertValues(db: TenantDb, { now, rubricVersion, period }: Writing, values: readonly ValueToSave[]) {
  const ids = ascendingIds(now)
  const rows = values.map(({ place, value }) => ({
    id: ids.next().value,
    ...place,
    ...toColumns(value, period),
    rubricVersion,
  }))
  await insertMany(db, 'indicatorValue', rows)
  return rows.map(({ id, companyId, origin }) => ({ id, companyId, origin }))
}

async function updateValues(db: TenantDb, { now, seatId, period }: Writing, values: readonly ValueToSave[]) {
  if (values.length === 0) return []
  const rows = values.map(({ place, revision, value }) => {
    const { asOf, periodFrom, periodUntil, ...columns } = toColumns(value, period)
    const dated = { as_of: asOf, period_from: periodFrom, period_until: periodUntil }
    return {
      round_id: place.roundId,
      estate_id: place.estateId,
      indicator: place.indicator,
      revision,
      ...columns,
      ...dated,
    }
  })
  const { rows: changed } = await sql<Saved>`
    update indicator_value value
       set origin = changed.origin, mark = changed.mark, counted = changed.counted, numerator = changed.numerator,
           denominator = changed.denominator, low = changed.low, high = changed.high, source = changed.source, as_of = changed.as_of,
           reason = changed.reason, period_from = changed.period_from, period_until = changed.period_until,
           revision = value.revision + 1, set_at = ${now}, set_by = ${seatId}
      from json_populate_recordset(null::indicator_value, ${JSON.stringify(rows)}::json) changed
     where value.tenant_id = ${tenantOf(db)} and value.round_id = changed.round_id and value.estate_id = changed.estate_id
       and value.indicator = changed.indicator and value.revision = changed.revision
    returning value.id, value.company_id, value.origin`.execute(db)
  return changed
}
