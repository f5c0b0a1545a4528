/**
 * Rubrics 评分细则: dimensions, indicators, weights and vetoes, in versions. Only the alliance's coordinator changes them.
 *
 * rubrics.ts   list, get, compare, add, revise, retire
 * exchange.ts  a rubric as an Excel file, and back
 * rubric.ts    one version, kept once read · queries.ts the rows · sheet.ts the columns of the file · guide.ts what a mark means, in words
 */
import { router } from '../../../trpc.ts'
import { rubricsProcedures } from './rubrics.ts'
import { rubricSheetProcedures } from './exchange.ts'

export const rubrics = router({
  ...rubricsProcedures,
  ...rubricSheetProcedures,
})
