/**
 * Visits 互访: a reviewer's score sheet, saved as a draft and then submitted.
 *
 * marking.ts   my visits, one visit, save, submit · exchange.ts the sheet as an Excel file, and back
 * queries.ts   the rows · sheet.ts the columns of the file
 */
import { router } from '../../../trpc.ts'
import { markingProcedures } from './marking.ts'
import { visitSheetProcedures } from './exchange.ts'

export const visits = router({
  ...markingProcedures,
  ...visitSheetProcedures,
})
