/**
 * Results 评价结果: scorecards with stars and bands, published as dated versions.
 *
 * publish.ts      publish and correct · outcomes.ts, adjustment.ts, effects.ts what is computed · rows.ts what is written
 * preview/        what would be published, before it is, and what a correction would change
 * list/           the list, a page at a time, with its totals
 * cards.ts        one card · openings/ the cards that a member has opened · figures.ts figures and published findings · sheet.ts, findingSheet.ts Excel
 * correction/     what a correction changes, before it is published · its decisions
 * fairness/       spread, what-if, one's own severity; computed in the thread and stored
 * versions.ts, ratings.ts, readings.ts, effectQueries.ts  the rows
 */
import { router } from '../../../trpc.ts'
import { correctionEffectProcedures } from './correction/effect.ts'
import { publishProcedures } from './publish.ts'
import { cardsProcedures } from './cards.ts'
import { figuresProcedures } from './figures.ts'
import { findingSheetProcedures } from './findingSheet.ts'
import { resultSheetProcedures } from './sheet.ts'
import { openingsProcedures } from './openings/procedures.ts'
import { fairnessProcedures } from './fairness/procedures.ts'
import { previewProcedures } from './preview/procedures.ts'
import { listProcedures } from './list/procedures.ts'

export const results = router({
  ...previewProcedures,
  ...publishProcedures,
  ...correctionEffectProcedures,
  ...listProcedures,
  ...cardsProcedures,
  ...openingsProcedures,
  ...figuresProcedures,
  ...resultSheetProcedures,
  ...findingSheetProcedures,
  ...fairnessProcedures,
})
