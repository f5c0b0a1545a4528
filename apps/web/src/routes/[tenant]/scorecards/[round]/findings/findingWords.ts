/** Texts for the status of a finding or a mark. */
import type { PageProps } from './$types'
import { longDay } from '#lib/words/days.ts'
import { m } from '@bilin/i18n'
import type { FindingStatus } from '@bilin/domain/scorecards/findings/status'
import type { Severity } from '@bilin/domain/scorecards/visits/finding'
import type { Tone } from '@bilin/ui/content/tones'
import { severityWords } from '../../words.ts'

export { findingStatuses } from '@bilin/domain/scorecards/findings/status'
/** `over`: the time to respond has ended. */
type Answered = { disputes: boolean | null; upheld: boolean | null; over?: boolean }
type Short = Answered & { estate: string; indicator: string; severity: Severity; place: string; text: string }

export function findingStatus({ disputes, upheld, over }: Answered): FindingStatus {
  if (upheld !== null) return upheld ? 'struck' : 'stands'
  if (disputes === null) return over ? 'silent' : 'unanswered'
  return disputes ? 'undecided' : 'accepted'
}

export const findingStatusWords: Record<FindingStatus, () => string> = {
  unanswered: () => m['scorecards.findings.is.unanswered'](),
  undecided: () => m['scorecards.findings.is.undecided'](),
  accepted: () => m['scorecards.findings.is.accepted'](),
  silent: () => m['scorecards.findings.is.silent'](),
  stands: () => m['scorecards.findings.is.stands'](),
  struck: () => m['scorecards.findings.is.struck'](),
}

export const findingStatusTones: Record<FindingStatus, Tone> = {
  unanswered: 'warn',
  undecided: 'info',
  accepted: 'neutral',
  silent: 'neutral',
  stands: 'neutral',
  struck: 'done',
}

export const formatPlaceAndText = ({ place, text }: { place: string; text: string }) =>
  [place, text].filter(Boolean).join(m['scorecards.visits.form.joint']())

export const shortFindings = (title: string, findings: readonly Short[]): string =>
  [
    title,
    ...findings.map((finding) =>
      m['scorecards.findings.short_line']({
        estate: finding.estate,
        indicator: finding.indicator,
        severity: severityWords[finding.severity](),
        text: formatPlaceAndText(finding),
        status: findingStatusWords[findingStatus(finding)](),
      }),
    ),
  ].join('\n')

/** The rules of this page's forms, as it loads them. */
export type FindingRules = PageProps['data']['rules']

export type Withdrawn = {
  /** The finding or the mark. */
  of: string
  text: string
  withdrawnAt: Date
  by: string
}

export const withdrawnWord = ({ by, withdrawnAt, text }: Withdrawn) =>
  m['scorecards.findings.withdrawn']({ by, day: longDay(withdrawnAt), text })

export type DisclosedMark = {
  id: string
  estateId: string
  estate: string
  indicator: string
  mark: number | null
  counted: number | null
  excluded: string | null
  valueId: string | null
  response: string | null
  respondedAt: Date | null
  final: number | null
  reason: string | null
  decidedAt: Date | null
}

export const markWord = (mark: number | null) =>
  mark === null ? m['scorecards.findings.na']() : m['scorecards.findings.mark_n']({ mark })

export const decisionWord = ({ mark, final }: Pick<DisclosedMark, 'mark' | 'final'>) =>
  mark === final ? m['scorecards.findings.kept']() : m['scorecards.findings.changed']({ mark: markWord(final) })
