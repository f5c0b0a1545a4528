import type { Seat, TenantDb } from '@bilin/db/tenant'
import { dayOf, type Day } from '@bilin/domain/calendar'
import { masked } from '@bilin/domain/estates/estate'
import { LookingAtListed } from '@bilin/domain/estates/listing'
import { foremost } from '@bilin/domain/estates/term'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import { writeSheet } from '@bilin/sheets/write'
import { downloadSheet } from '../../rooms/files/download.ts'
import { member } from '../../trpc.ts'
import { inCommunity } from './home.ts'
import { everyContract, everyEstate } from './imports/queries.ts'
import { listListed } from './listed.ts'
import { getTenantName } from './queries.ts'
import { ledgerSheet, listedSheet } from './sheet.ts'

export const exports = {
  /** The whole ledger in the columns an import takes; numbers of contacts stay masked and come back as they are. */
  sheet: inCommunity.query(async ({ ctx: { db, seat, locale, today } }) => {
    const contracts = Map.groupBy(await everyContract(db), ({ estateId }) => estateId)
    const rows = (await everyEstate(db)).map(({ id, contactPhone, ...estate }) => {
      const contract = foremost(contracts.get(id) ?? [], today)
      const served = { company: contract?.companyName, since: contract?.since, until: contract?.until }
      return { ...estate, contactPhone: masked(contactPhone), ...served }
    })
    return downloadSheet(await titleOf(db, seat, today, locale), await writeSheet(ledgerSheet(locale), rows))
  }),

  /** The same columns, empty: to be filled in and imported. */
  blankSheet: inCommunity.query(async ({ ctx: { locale } }) => {
    const notes = [say('estates.template_note', {}, locale)]
    return downloadSheet(say('estates.ledger', {}, locale), await writeSheet(ledgerSheet(locale), [], { notes }))
  }),

  /** What the members have listed in the alliance, filtered and sorted as on the page. */
  listedSheet: member.input(LookingAtListed).query(async ({ ctx: { db, seat, locale, today }, input }) => {
    const rows = await listListed(db, input, today)
    const bytes = await writeSheet(
      listedSheet(locale),
      rows.map(({ id: _, companyName, listedAt, slug: __, ...row }) => ({
        ...row,
        company: companyName,
        listedOn: dayOf(listedAt),
      })),
    )
    return downloadSheet(await titleOf(db, seat, today, locale), bytes)
  }),
}

async function titleOf(db: TenantDb, seat: Seat, today: Day, locale: Locale) {
  return `${say('estates.ledger_of', { place: await getTenantName(db, seat) }, locale)} ${today}`
}
