/**
 * Findings 问题发现: what the reviewed companies are shown when visiting ends, their responses, and the coordinator's decisions.
 *
 * advance.ts      end the visits and disclose marks and findings; end the responses
 * disclosure.ts   copy marks and findings without reviewer, visit and time
 * responses.ts    findings: respond, accept, decide · disputes.ts marks: dispute, decide, exclude an indicator
 * withdrawals.ts  a company takes a dispute back
 * settlement.ts, disputeQueries.ts  what counts in the end
 */
import { router } from '../../../trpc.ts'
import { advanceProcedures } from './advance.ts'
import { responsesProcedures } from './responses.ts'
import { disputesProcedures } from './disputes.ts'
import { withdrawalsProcedures } from './withdrawals.ts'

export const findings = router({
  ...advanceProcedures,
  ...responsesProcedures,
  ...disputesProcedures,
  ...withdrawalsProcedures,
})
