/**
 * Rounds 互评轮次: which estates are reviewed, when, by which rubric, and which stage the round is in.
 *
 * rounds.ts    list, get · overview.ts every round with its counts
 * planning.ts  plan a round, add and remove estates, open the visits
 * changes.ts   change its name, days and numbers · cancel.ts cancel a round, with a reason
 * queries.ts, estates.ts  the rows
 */
import { router } from '../../../trpc.ts'
import { roundsProcedures } from './rounds.ts'
import { overviewProcedures } from './overview.ts'
import { planningProcedures } from './plan.ts'
import { cancelProcedures } from './cancel.ts'
import { changeProcedures } from './changes.ts'

export const rounds = router({
  ...roundsProcedures,
  ...overviewProcedures,
  ...planningProcedures,
  ...changeProcedures,
  ...cancelProcedures,
})
