import { choice, id, optional } from '@bilin/domain/fields'
import { groupings, mayGroup } from '@bilin/domain/compare/groups'
import { m } from '@bilin/i18n'
import { z } from 'zod'
import { permitted, router } from '../../trpc.ts'
import { readComparison } from './reading.ts'
import { compareWorkbook } from './sheet.ts'

const Question = z.strictObject({
  /** A round's slug; the newest when left out. */
  round: optional(z.string().max(40)),
  by: choice(groupings).default('estate'),
  communityId: optional(id()),
  kind: optional(z.enum(['commercial', 'resettlement'])),
})

const reading = permitted('compare.read').input(Question)

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
    return { name: `${m['compare.title']({}, { locale })} ${title}.xlsx`, bytes }
  }),
})
