/** What the form of a visit sends without script, as the procedure wants it. */
import type { Indicator } from '@bilin/domain/scorecards/rubric'

type FoundTyped = { indicator?: string; severity?: string; place?: string; text?: string }
export type Sent = {
  revision?: string
  dimension?: string
  marks?: Record<string, string>
  findings?: Record<string, FoundTyped>
}

/** Figures of a system or a survey: nobody sees them on a visit, so nobody need mark them there. */
export const seenOnSite = ({ source }: Pick<Indicator, 'source'>) =>
  source !== 'system' && source !== 'survey'

/** A finding whose words were left blank or wiped out is none. */
export function readDraft({ findings = {}, marks = {}, ...rest }: Sent) {
  return { ...rest, marks, findings: Object.values(findings).filter(({ text }) => text?.trim()) }
}

/** 未发现问题: what is seen on a visit, has no mark yet and no finding against it may get the best mark in one tap. */
export const toFillIn = (
  indicators: readonly Pick<Indicator, 'code' | 'source'>[],
  marks: { get(code: string): string | undefined },
  findings: readonly { indicator?: string }[],
): string[] =>
  indicators
    .filter(seenOnSite)
    .map(({ code }) => code)
    .filter((code) => !marks.get(code) && !findings.some(({ indicator }) => indicator === code))
