import { mayGroup } from '@bilin/domain/compare/groups'
import { ComparisonPage, ComparisonQuestion } from '@bilin/domain/compare/question'
import { m } from '@bilin/i18n'
import { downloadSheet } from '../../rooms/files/download.ts'
import { FromPage, nameSource } from '../../rooms/sheetSource.ts'
import { permitted, router } from '../../trpc.ts'
import { readComparison } from './comparison.ts'
import { listPublishedRounds } from './queries.ts'
import { compareWorkbook } from './sheet.ts'

const reading = permitted('compare.read')

export const compare = router({
  /** The slug of the round that is compared unless another is asked for. */
  newest: reading.query(async ({ ctx: { db } }) => (await listPublishedRounds(db))[0]?.slug ?? null),

  /** A page of the groups of one published round side by side, and the same groups over all published rounds. */
  read: reading.input(ComparisonPage).query(({ ctx: { db, seat }, input: { estateIds, afterGroup, ...asked } }) => {
    mayGroup(seat.actingTenantKind, asked.by)
    return readComparison(db, seat, asked, { estateIds, afterGroup, paged: true })
  }),

  /** All groups as a workbook. */
  sheet: reading
    .input(ComparisonQuestion.extend(FromPage))
    .query(async ({ ctx: { db, seat, locale }, input: { address, ...input } }) => {
      mayGroup(seat.actingTenantKind, input.by)
      const { round, rounds, dimensions, groups, trend } = await readComparison(db, seat, input, { paged: false })
      const title = round?.title ?? m['compare.title']({}, { locale })
      const bytes = await compareWorkbook(
        {
          by: input.by,
          title,
          source: round ? nameSource(round, address, locale) : null,
          dimensions: dimensions.map(({ code, zh, en }) => ({
            key: code,
            header: locale === 'en' && en ? en : zh,
          })),
          rounds: rounds.toReversed().map(({ slug, title: header }) => ({ key: slug, header })),
          groups,
          trend,
        },
        locale,
      )
      return downloadSheet(`${m['compare.title']({}, { locale })} ${title}`, bytes)
    }),
})
