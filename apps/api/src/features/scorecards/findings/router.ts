/**
 * Findings 问题发现: what the reviewed companies are shown when visiting ends, their responses, and the coordinator's decisions.
 *
 * advance.ts     end the visits and disclose marks and findings; end the responses
 * disclosure.ts  copy marks and findings without reviewer, visit and time
 * lists.ts       findings with responses and decisions, disclosed marks, disputed marks
 * responses.ts   the company disputes, accepts, withdraws
 * reminders/      the coordinator reminds the companies that are awaited
 * decisions.ts   the coordinator decides on a finding or a mark, leaves an indicator out
 * settlement.ts  the findings and marks that count after the decisions
 */
import { router } from '../../../trpc.ts'
import { advanceProcedures } from './advance.ts'
import { decisionsProcedures } from './decisions.ts'
import { listsProcedures } from './lists.ts'
import { responseRemindersProcedures } from './reminders/procedures.ts'
import { responsesProcedures } from './responses.ts'

export const findings = router({
  ...advanceProcedures,
  ...listsProcedures,
  ...responsesProcedures,
  ...responseRemindersProcedures,
  ...decisionsProcedures,
})
