/**
 * Surveys 居民问卷: what the households of an estate are asked in a round.
 *
 * opening.ts open, draw anew, end · list.ts the surveys of a round, the slips to print · papers.ts answers on paper, typed
 * form.ts the public's form and what comes from it · codes.ts codes of slips · sheet.ts Excel · queries.ts the rows
 */
import { router } from '../../../trpc.ts'
import { surveyForm } from './form.ts'
import { surveyListProcedures } from './list.ts'
import { surveySheetProcedures } from './sheet.ts'
import { openingProcedures } from './opening.ts'
import { paperProcedures } from './papers.ts'

export const surveys = router({
  ...surveyListProcedures,
  ...surveySheetProcedures,
  ...openingProcedures,
  ...paperProcedures,
  ...surveyForm,
})
