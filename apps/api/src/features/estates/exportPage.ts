/** A community's estates as they are exported: page by page, because 100,000 at once would be in memory as rows and as a file. */
import type { TenantDb } from '@bilin/db/tenant'
import type { Day } from '@bilin/domain/calendar'
import { maskPhone } from '@bilin/domain/estates/estate'
import { pickContractToShow } from '@bilin/domain/estates/term'
import { among } from '../../rooms/bulk/among.ts'
import { asColumns, isAfter, rowsToRead, toPage } from '../../rooms/page.ts'
import { selectEstates, sortKeys } from './queries.ts'

const PAGE = 1000
const keys = [sortKeys.name, sortKeys.id]

/** Phone numbers are masked; importing a masked number keeps the stored one. */
export async function listExportPage(db: TenantDb, after: string | undefined, today: Day) {
  const found = await selectEstates(db)
    .select(['estate.id', 'name', 'kind', 'households', 'buildings', 'fee', 'address', 'lat', 'lng'])
    .select(['contactName', 'contactPhone'])
    .$if(after !== undefined, (query) =>
      query.where(isAfter(keys, db.selectFrom('estate').select(asColumns(keys)).where('estate.id', '=', after!))),
    )
    .orderBy(sortKeys.name)
    .orderBy('estate.id')
    .limit(rowsToRead(PAGE))
    .execute()
  const { rows, next } = toPage(found, PAGE, ({ id }) => id)
  const contracts = await listContractsOf(
    db,
    rows.map(({ id }) => id),
  )
  return {
    rows: rows.map(({ id, contactPhone, ...estate }) => {
      const contract = pickContractToShow(contracts.get(id) ?? [], today)
      const served = { company: contract?.companyName, since: contract?.since, until: contract?.until }
      return { ...estate, contactPhone: maskPhone(contactPhone), ...served }
    }),
    next,
  }
}

async function listContractsOf(db: TenantDb, estateIds: string[]) {
  const contracts = await db
    .selectFrom('serviceContract')
    .select(['id', 'estateId', 'companyId', 'companyName', 'since', 'until'])
    .where(among('estateId', estateIds))
    .orderBy('since')
    .execute()
  return Map.groupBy(contracts, ({ estateId }) => estateId)
}
