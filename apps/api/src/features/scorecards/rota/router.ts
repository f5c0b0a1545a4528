/**
 * Rota 互访安排: who visits which estate, and when.
 *
 * proposals.ts     settings, a proposal to review, accepting it, relaxing what blocks it · solve.ts computes it
 * visits.ts        single visits by hand · plan.ts the coordinator's page · sheet.ts, calendar.ts Excel and ICS
 * declarations.ts  absences and conflicts of interest · daysOff/ days on which nobody visits
 * queries.ts, reviewers.ts, accept.ts, computations.ts  the rows · jobs.ts the computation in the worker · obstacle.ts why no rota exists
 */
import { router } from '../../../trpc.ts'
import { visitsProcedures } from './visits.ts'
import { proposalsProcedures } from './proposals.ts'
import { declarationsProcedures } from './declarations.ts'
import { daysOffProcedures } from './daysOff/procedures.ts'
import { planProcedures } from './plan.ts'
import { calendarProcedures } from './calendar.ts'
import { rotaSheetProcedures } from './sheet.ts'

export const rota = router({
  ...visitsProcedures,
  ...proposalsProcedures,
  ...declarationsProcedures,
  ...daysOffProcedures,
  ...planProcedures,
  ...calendarProcedures,
  ...rotaSheetProcedures,
})
