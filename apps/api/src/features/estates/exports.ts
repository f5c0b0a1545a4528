import { dayOf } from '@bilin/domain/calendar'
import { masked } from '@bilin/domain/estates/estate'
import { LookingAtListed } from '@bilin/domain/estates/listing'
import { foremost } from '@bilin/domain/estates/term'
import { say } from '@bilin/i18n/say'
import { writeSheet } from '@bilin/sheets/write'
import { member } from '../../trpc.ts'
import { atHome } from './home.ts'
import { everyContract, everyEstate } from './imports/queries.ts'
import { listListed } from './listed.ts'
import { ledgerSheet, listedSheet } from './sheet.ts'

export const exports = {
  /** The whole ledger in the columns an import takes; numbers of contacts stay masked and come back as they are. */
  ledger: atHome.query(async ({ ctx: { db, seat, locale, today } }) => {
    const contracts = Map.groupBy(await everyContract(db, seat), ({ estateId }) => estateId)
    const rows = (await everyEstate(db, seat)).map(({ id, contactPhone, ...estate }) => {
      const contract = foremost(contracts.get(id) ?? [], today)
      const served = { company: contract?.companyName, since: contract?.since, until: contract?.until }
      return { ...estate, contactPhone: masked(contactPhone), ...served }
    })
    return writeSheet(ledgerSheet(locale), rows)
  }),

  template: atHome.query(({ ctx: { locale } }) =>
    writeSheet(ledgerSheet(locale), [], { notes: [say('estates.template_note', {}, locale)] }),
  ),

  listedLedger: member.input(LookingAtListed).query(async ({ ctx: { db, seat, locale, today }, input }) => {
    const rows = await listListed(db, seat, input, today)
    return writeSheet(
      listedSheet(locale),
      rows.map(({ id: _, companyName, listedAt, slug: __, ...row }) => ({
        ...row,
        company: companyName,
        listedOn: dayOf(listedAt),
      })),
    )
  }),
}
