/**
 * Improvements 整改提升: what a company commits to after a round, and how the indicator did in the next round.
 *
 * commitments.ts  list, commit, change, finish, resume, drop · weakest.ts the indicators that cost most, and who does better in them
 * sheet.ts        Excel · queries.ts the rows
 */
import { router } from '../../../trpc.ts'
import { commitmentsProcedures } from './commitments.ts'
import { weakestProcedures } from './weakest.ts'
import { improvementSheetProcedures } from './sheet.ts'

export const improvements = router({
  ...commitmentsProcedures,
  ...weakestProcedures,
  ...improvementSheetProcedures,
})
