import { mayGroup } from '@bilin/domain/compare/groups'
import { ComparisonQuestion } from '@bilin/domain/compare/question'
import { m } from '@bilin/i18n'
import { downloadSheet } from '../../rooms/files/download.ts'
import { permitted, router } from '../../trpc.ts'
import { readComparison } from './reading.ts'
import { compareWorkbook } from './sheet.ts'

const reading = permitted('compare.read').input(ComparisonQuestion)

export const compare = router({
  /** One published round side by side, and the same groups over all published rounds. */
  read: reading.query(({ ctx: { db, seat }, input }) => {
    mayGroup(seat.actingTenantKind, input.by)
    return readComparison(db, seat, input)
  }),

  sheet: reading.query(async ({ ctx: { db, seat, locale }, input }) => {
    mayGroup(seat.actingTenantKind, input.by)
    const { round, rounds, dimensions, groups, trend } = await readComparison(db, seat, input)
    const title = round?.title ?? m['compare.title']({}, { locale })
    const bytes = await compareWorkbook(
      {
        by: input.by,
        title,
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
