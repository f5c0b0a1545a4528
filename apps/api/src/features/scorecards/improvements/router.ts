/**
 * Improvements 整改提升: what a company commits to after a round, and what the next round made of it.
 *
 * commitments.ts  list, commit, change, finish, resume, drop · weakest.ts the costliest indicators and who does better
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
