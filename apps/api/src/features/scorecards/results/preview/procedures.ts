import { comparePreviews, listMissing } from '@bilin/domain/scorecards/results/preview/preview'
import { z } from 'zod'
import { rowsAfter, toPage } from '../../../../rooms/page.ts'
import { coordinating } from '../../procedures.ts'
import { countOwed } from '../../findings/settlement.ts'
import { getRound } from '../../rounds/queries.ts'
import { getRubric } from '../../rubrics/rubric.ts'
import { digestOf } from './compute.ts'
import { getPreview } from './stored.ts'

const Asked = z.strictObject({
  slug: z.string().max(40),
  after: z.string().max(40).default(''),
  whole: z.boolean().default(false),
})
const A_PAGE = 100

export const previewProcedures = {
  /**
   * Everything that publication would show, with a page of the estates; `changes` are those since the preview before the last decision,
   * null where this is the first one. `digest` names the preview for `publish`. Null before responses are opened and after publication.
   */
  preview: coordinating('scorecards.publish')
    .meta({ stores: true })
    .input(Asked)
    .query(async ({ ctx, input: { slug, after, whole } }) => {
      const { db, seat, today } = ctx
      const round = await getRound(db, slug)
      if (round.stage !== 'responding' && round.stage !== 'settling') return { round, today, preview: null }
      const { preview, before } = await getPreview(ctx, round)
      const { dimensions } = (await getRubric(db, round.rubricId)).body
      const getId = ({ estateId }: { estateId: string }) => estateId
      const { rows, next } = toPage(rowsAfter(preview.estates, after, getId), A_PAGE, getId)
      const { undecided } = await countOwed(db, round.id, seat)
      return {
        round,
        today,
        preview: {
          digest: digestOf(preview),
          count: preview.estates.length,
          estates: whole ? preview.estates : rows,
          next: whole ? null : next,
          bands: countBands(preview.estates),
          unrated: preview.estates
            .filter(({ unrated }) => unrated !== null)
            .map(({ estateId, name, unrated, visits, covered }) => ({ estateId, name, unrated, visits, covered })),
          notReviewed: preview.notReviewed,
          missing: listMissing(dimensions, preview.estates),
          dimensions: dimensions.map(({ code, zh, en, indicators }) => ({
            ...{ code, zh, en },
            indicators: indicators.map((indicator) => ({
              ...{ code: indicator.code, zh: indicator.zh, en: indicator.en },
            })),
          })),
          changes: before && comparePreviews(before.estates, preview.estates),
          undecided,
        },
      }
    }),
}

function countBands(estates: readonly { stars: number | null; unrated: string | null }[]) {
  const bands = Map.groupBy(estates, ({ stars, unrated }) => `${stars} ${unrated}`)
  return [...bands.values()].map((some) => ({
    stars: some[0]!.stars,
    unrated: some[0]!.unrated,
    count: some.length,
  }))
}
