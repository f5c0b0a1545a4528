/** Texts for the status of a finding, and findings as short text. In a file of its own, because a published card shows no status. */
import { m } from '@bilin/i18n'
import { toFindingStatus, type Answered, type FindingStatus } from '@bilin/domain/scorecards/findings/status'
import type { Severity } from '@bilin/domain/scorecards/visits/finding'
import type { Tone } from '@bilin/ui/content/tones'
import { severityWords } from '../../words.ts'
import { formatPlaceAndText } from './findingWords.ts'

export { findingStatuses, toFindingStatus } from '@bilin/domain/scorecards/findings/status'
type Short = Answered & {
  veto: string | null
  estate: string
  indicator: string
  severity: Severity
  place: string
  text: string
}

export const findingStatusWords: Record<FindingStatus, () => string> = {
  unanswered: () => m['scorecards.findings.is.unanswered'](),
  undecided: () => m['scorecards.findings.is.undecided'](),
  accepted: () => m['scorecards.findings.is.accepted'](),
  silent: () => m['scorecards.findings.is.silent'](),
  stands: () => m['scorecards.findings.is.stands'](),
  veto_lifted: () => m['scorecards.findings.is.veto_lifted'](),
  struck: () => m['scorecards.findings.is.struck'](),
}

export const findingStatusTones: Record<FindingStatus, Tone> = {
  unanswered: 'warn',
  undecided: 'info',
  accepted: 'neutral',
  silent: 'neutral',
  stands: 'neutral',
  veto_lifted: 'neutral',
  struck: 'done',
}

export const shortFindings = (title: string, findings: readonly Short[]): string =>
  [
    title,
    ...findings.map((finding) =>
      m['scorecards.findings.short_line']({
        estate: finding.estate,
        indicator: finding.indicator,
        severity: severityWords[finding.severity](),
        text: formatPlaceAndText(finding),
        status: [findingStatusWords[toFindingStatus(finding)](), sayVeto(finding)]
          .filter(Boolean)
          .join(m['scorecards.and']()),
      }),
    ),
  ].join('\n')

/** Blank where no veto counts. */
const sayVeto = ({ veto, liftsVeto }: Pick<Short, 'veto' | 'liftsVeto'>) =>
  veto && !liftsVeto ? m['scorecards.findings.veto']({ veto }) : ''
