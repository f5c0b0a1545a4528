/**
 * Results 评价结果: scorecards with stars and bands, published as dated versions.
 *
 * publish.ts      publish and correct · outcomes.ts, adjustment.ts, effects.ts what is computed · rows.ts what is written
 * cards.ts        the list and one card · figures.ts figures and published findings · sheet.ts Excel
 * fairness.ts     spread, what-if, one's own severity
 * versions.ts, ratings.ts, readings.ts, correction.ts, effectQueries.ts  the rows
 */
import { router } from '../../../trpc.ts'
import { publishProcedures } from './publish.ts'
import { cardsProcedures } from './cards.ts'
import { figuresProcedures } from './figures.ts'
import { resultSheetProcedures } from './sheet.ts'
import { fairnessProcedures } from './fairness.ts'

export const results = router({
  ...publishProcedures,
  ...cardsProcedures,
  ...figuresProcedures,
  ...resultSheetProcedures,
  ...fairnessProcedures,
})
