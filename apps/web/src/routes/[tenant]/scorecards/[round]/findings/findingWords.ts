/** Texts for findings and marks. */
import type { PageProps } from './$types'
import { longDay } from '#lib/words/days.ts'
import { m } from '@bilin/i18n'

export const formatPlaceAndText = ({ place, text }: { place: string; text: string }) =>
  [place, text].filter(Boolean).join(m['scorecards.visits.form.joint']())

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
