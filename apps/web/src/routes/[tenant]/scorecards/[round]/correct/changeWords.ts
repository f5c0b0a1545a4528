/** Words for the changes of a correction. */
import type { DecidedStatus } from '@bilin/domain/scorecards/findings/status'
import { m } from '@bilin/i18n'

/** What becomes of a finding. */
export const decidedWords: Record<DecidedStatus, (hasVeto: boolean) => string> = {
  stands: (hasVeto) =>
    hasVeto ? m['scorecards.findings.veto_stands']() : m['scorecards.results.correction.restore'](),
  veto_lifted: () => m['scorecards.findings.veto_lift'](),
  struck: () => m['scorecards.results.correction.strike'](),
}
