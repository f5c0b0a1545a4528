import type { Seat, TenantDb } from '@bilin/db/tenant'
import { toDay, type Day } from '@bilin/domain/calendar'
import { LookingAtListed } from '@bilin/domain/estates/listing'
import { id, optional } from '@bilin/domain/fields'
import type { Locale } from '@bilin/i18n'
import { say } from '@bilin/i18n/say'
import type { Sheet } from '@bilin/sheets/sheet'
import { z } from 'zod'
import { makeSheet } from '../../thread/sheets.ts'
import { downloadSheet, nameSheet } from '../../rooms/files/download.ts'
import { member } from '../../trpc.ts'
import { listExportPage } from './exportPage.ts'
import { inCommunity } from './home.ts'
import { listListed } from './listed.ts'
import { getTenantName } from './queries.ts'
import { estateSheet, listedSheet } from './sheet.ts'

export const exports = {
  /** The name and columns of the workbook with all estates, which are those of an import; `sheetPage` reads its rows. */
  sheet: inCommunity.query(async ({ ctx: { db, seat, locale, today } }) => ({
    name: nameSheet(await getTitle(db, seat, today, locale)),
    sheet: estateSheet(locale),
  })),

  /** A thousand rows of it, each page in a transaction of its own: a slow connection keeps none open. */
  sheetPage: inCommunity
    .input(z.strictObject({ after: optional(id()) }))
    .query(({ ctx: { db, today }, input: { after } }) => listExportPage(db, after, today)),

  /** The same columns without rows, to be filled in and imported. */
  blankSheet: inCommunity.query(async ({ ctx: { locale } }) => {
    const notes = [say('estates.template_note', {}, locale)]
    return downloadSheet(
      say('estates.sheet', {}, locale),
      await makeSheet(starRequired(estateSheet(locale)), [], { notes }),
    )
  }),

  /** What the members have listed in the alliance, filtered and sorted as on the page. */
  listedSheet: member.input(LookingAtListed).query(async ({ ctx: { db, seat, locale, today }, input }) => {
    const rows = await listListed(db, input, today)
    const bytes = await makeSheet(
      listedSheet(locale),
      rows.map(({ id: _, companyName, listedAt, slug: __, ...row }) => ({
        ...row,
        company: companyName,
        listedOn: toDay(listedAt),
      })),
    )
    return downloadSheet(await getTitle(db, seat, today, locale), bytes)
  }),
}

const starRequired = ({ columns, ...sheet }: Sheet): Sheet => ({
  ...sheet,
  columns: columns.map((column) => (column.required ? { ...column, header: `${column.header} *` } : column)),
})

async function getTitle(db: TenantDb, seat: Seat, today: Day, locale: Locale) {
  return `${say('estates.sheet_of', { place: await getTenantName(db, seat) }, locale)} ${today}`
}
